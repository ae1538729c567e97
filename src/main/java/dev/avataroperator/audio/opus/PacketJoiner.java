package dev.avataroperator.audio.opus;

import dev.avataroperator.audio.AudioProblem;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Takes pages apart into packets, which may go on over several pages. */
final class PacketJoiner {
  private static final int MOST_BYTES = 61_440;
  private static final int WHOLE_SEGMENT = 255;

  private Buffer open;

  /** The packets that end on this page. */
  List<Buffer> feed(OggPage page) {
    if (page.has(OggPage.CONTINUED) != (open != null)) {
      throw AudioProblem.unusable("is damaged: a packet goes on over a page that is missing");
    }
    var packets = new ArrayList<Buffer>();
    var at = 0;
    for (var index = 0; index < page.lacing().length(); index++) {
      var size = page.lacing().getUnsignedByte(index);
      append(page.body().slice(at, at + size));
      at += size;
      if (size < WHOLE_SEGMENT) {
        packets.add(open);
        open = null;
      }
    }
    return packets;
  }

  boolean isWhole() {
    return open == null;
  }

  private void append(Buffer piece) {
    open = (open == null ? Buffer.buffer() : open).appendBuffer(piece);
    if (open.length() > MOST_BYTES) {
      throw AudioProblem.unusable("has a packet of more than 60 KiB, which no Opus packet has");
    }
  }
}

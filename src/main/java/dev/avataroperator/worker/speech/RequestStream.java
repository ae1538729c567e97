package dev.avataroperator.worker.speech;

import dev.avataroperator.audio.opus.OggOpusWriter;
import dev.avataroperator.audio.opus.OpusHead;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** The audio of one request: samples as they are, packets in an Ogg stream of their own. */
final class RequestStream {
  /** Each stream is alone in its request, so nothing needs telling apart. */
  private static final int SERIAL = 1;

  private final List<Piece.Packet> settling = new ArrayList<>();
  private OggOpusWriter ogg;

  /** The pages that are complete with this packet; the first begin with the stream's headers. */
  Buffer write(Piece.Packet piece) {
    if (piece.settles()) {
      settling.add(piece);
      return Buffer.buffer();
    }
    return begun(piece.head()).appendBuffer(ogg.write(piece.packet()));
  }

  /** What ends the stream; nothing for samples. */
  Buffer end() {
    return ogg == null ? Buffer.buffer() : ogg.end();
  }

  private Buffer begun(OpusHead head) {
    if (ogg != null) {
      return Buffer.buffer();
    }
    ogg = new OggOpusWriter(SERIAL);
    var pages = Buffer.buffer().appendBuffer(ogg.begin(resumed(head)));
    settling.forEach(each -> pages.appendBuffer(ogg.write(each.packet())));
    return pages;
  }

  /** In a stream that goes on in the middle, what a decoder settles with isn't heard. */
  private OpusHead resumed(OpusHead head) {
    var samples = settling.stream().mapToInt(each -> each.packet().samples()).sum();
    return samples == 0
        ? head
        : new OpusHead(head.channels(), samples, head.inputRate(), head.gain());
  }
}

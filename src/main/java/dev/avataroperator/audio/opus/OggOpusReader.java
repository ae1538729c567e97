package dev.avataroperator.audio.opus;

import dev.avataroperator.audio.AudioProblem;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads one logical Ogg Opus stream as it comes, in pieces of any size, and holds at most one page
 * and one packet. What isn't such a stream fails with an {@link AudioProblem} that says what to
 * send instead.
 */
public final class OggOpusReader {
  private final int mostChannels;
  private final PacketJoiner joiner = new PacketJoiner();
  private final PlayedSamples played = new PlayedSamples();
  private Buffer pending = Buffer.buffer();
  private OpusHead head;
  private boolean tagsSeen;
  private boolean ended;
  private int serial;
  private int sequence;

  private OggOpusReader(int mostChannels) {
    this.mostChannels = mostChannels;
  }

  /** For streams that are passed on as they are: one channel only. */
  public static OggOpusReader mono() {
    return new OggOpusReader(1);
  }

  /** For files that are decoded: one channel or two. */
  public static OggOpusReader monoOrStereo() {
    return new OggOpusReader(2);
  }

  /** The packets of audio that these bytes complete. */
  public List<OpusPacket> feed(Buffer bytes) {
    var packets = new ArrayList<OpusPacket>();
    feed(bytes, packets::add);
    return packets;
  }

  /** The same, one by one: those of whole pages before a problem are handed over before it. */
  public void feed(Buffer bytes, Consumer<OpusPacket> into) {
    pending = pending.length() == 0 ? bytes : pending.copy().appendBuffer(bytes);
    var at = 0;
    try {
      for (var page = next(at); page != null; page = next(at)) {
        take(page).forEach(into);
        at += page.length();
      }
    } finally {
      pending = pending.getBuffer(at, pending.length());
    }
  }

  /** Null before it was read. */
  public OpusHead head() {
    return head;
  }

  /** Bytes of a page that isn't whole yet, or from the page on that has a problem. */
  public int left() {
    return pending.length();
  }

  /** Whether the page that ends the stream was read. */
  public boolean isEnded() {
    return ended;
  }

  /**
   * To be asked when no more bytes come: what is missing, for people, or null. Throws when there
   * was nothing to play at all.
   */
  public String shortfall() {
    if (!tagsSeen) {
      throw AudioProblem.unusable("ends before its audio begins: send a complete Ogg Opus stream");
    }
    if (!played.any()) {
      throw AudioProblem.unusable("holds no audio");
    }
    return ended && pending.length() == 0
        ? null
        : "is truncated: it ends without the page that ends an Ogg stream";
  }

  private OggPage next(int at) {
    var rest = pending.slice(at, pending.length());
    if (rest.length() >= Integer.BYTES) {
      if (at == 0 && head == null) {
        Container.requireOgg(rest);
      }
      if (!OpusHead.startsWith(rest, Container.OGG)) {
        throw AudioProblem.unusable("is damaged: an Ogg page doesn't begin where it should");
      }
    }
    return OggPage.read(rest);
  }

  private List<OpusPacket> take(OggPage page) {
    checkPlace(page);
    sequence = page.sequence() + 1;
    ended = page.has(OggPage.LAST);
    var audio = new ArrayList<Buffer>();
    for (var packet : joiner.feed(page)) {
      if (head == null) {
        head = checkedHead(packet);
      } else if (!tagsSeen) {
        checkTags(packet);
      } else {
        audio.add(packet);
      }
    }
    if (ended && !joiner.isWhole()) {
      throw AudioProblem.unusable("is damaged: it ends in the middle of a packet");
    }
    return played.of(audio, page.granule(), ended);
  }

  private void checkPlace(OggPage page) {
    if (ended) {
      throw AudioProblem.unusable(
          "goes on after its end: send one logical stream, without chaining");
    }
    if (head == null) {
      if (!page.has(OggPage.FIRST)) {
        throw AudioProblem.unusable("begins in the middle of a stream: begin with OpusHead");
      }
      serial = page.serial();
    } else if (page.has(OggPage.FIRST) || page.serial() != serial) {
      throw AudioProblem.unusable("holds several streams: send one logical stream of Opus");
    } else if (page.sequence() != sequence) {
      throw AudioProblem.unusable("has lost pages: the numbers of its Ogg pages don't follow");
    }
  }

  private OpusHead checkedHead(Buffer packet) {
    var read = OpusHead.read(packet);
    if (read.channels() > mostChannels) {
      throw AudioProblem.unusable(
          "is stereo: encode one channel, for example `opusenc --downmix-mono`");
    }
    played.skip(read.preSkip());
    return read;
  }

  private void checkTags(Buffer packet) {
    if (!OpusHead.startsWith(packet, "OpusTags")) {
      throw AudioProblem.unusable("has no OpusTags after OpusHead: write both");
    }
    tagsSeen = true;
  }
}

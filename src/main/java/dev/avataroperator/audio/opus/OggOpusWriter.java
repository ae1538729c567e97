package dev.avataroperator.audio.opus;

import io.vertx.core.buffer.Buffer;

/**
 * Writes one logical Ogg Opus stream with a page per packet, so that it can be cut and paced at
 * every packet. One packet is held back, since the last page carries the end's mark.
 */
public final class OggOpusWriter {
  private static final int SEGMENT = 255;
  private static final String VENDOR = "avatar-operator";

  private final int serial;
  private OpusPacket held;
  private int sequence;
  private long samples;
  private long end;

  /**
   * @param serial tells this stream from others
   */
  public OggOpusWriter(int serial) {
    this.serial = serial;
  }

  /** The pages that a stream begins with. */
  public Buffer begin(OpusHead head) {
    end = head.preSkip();
    var tags =
        Buffer.buffer("OpusTags").appendIntLE(VENDOR.length()).appendString(VENDOR).appendIntLE(0);
    return page(OggPage.FIRST, 0, head.write()).appendBuffer(page(0, 0, tags));
  }

  /** Takes a packet; returns the page of the one before, or nothing. */
  public Buffer write(OpusPacket packet) {
    var before = held == null ? Buffer.buffer() : page(0, samples, held.data());
    held = packet;
    samples += packet.samples();
    end += packet.heard();
    return before;
  }

  /** The last page, which trims what isn't heard; nothing can follow. */
  public Buffer end() {
    var data = held == null ? null : held.data();
    held = null;
    return page(OggPage.LAST, Math.min(samples, end), data);
  }

  private Buffer page(int flags, long granule, Buffer packet) {
    var size = packet == null ? 0 : packet.length();
    var segments = packet == null ? 0 : size / SEGMENT + 1;
    var page =
        Buffer.buffer(OggPage.HEADER_BYTES + segments + size)
            .appendString(Container.OGG)
            .appendByte((byte) 0)
            .appendByte((byte) flags)
            .appendLongLE(granule)
            .appendIntLE(serial)
            .appendIntLE(sequence++)
            .appendIntLE(0)
            .appendByte((byte) segments);
    for (var rest = size; segments > 0 && rest >= SEGMENT; rest -= SEGMENT) {
      page.appendByte((byte) SEGMENT);
    }
    if (packet != null) {
      page.appendByte((byte) (size % SEGMENT)).appendBuffer(packet);
    }
    return page.setIntLE(OggPage.CRC_AT, OggCrc.of(page));
  }
}

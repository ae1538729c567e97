package dev.avataroperator.audio.opus;

import dev.avataroperator.audio.AudioPiece;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Passes a stream's packets on, unchanged, in pages of one packet each. Where it begins later in
 * the stream, 80 ms before that are sent and not played, which is what a decoder needs to settle.
 */
public final class OpusPassage {
  private static final int SETTLE_PACKETS = 4;

  /** Durations are rounded down; all of them together by less than this. */
  private static final long ROUNDED_NANOS = 1_000_000;

  private final OpusHead head;
  private final OpusPages pages = new OpusPages();
  private final Deque<OpusPacket> before = new ArrayDeque<>();
  private long skip;
  private boolean begun;

  /**
   * @param skipNanos audio at the beginning that is left out, in whole packets
   */
  public OpusPassage(OpusHead head, long skipNanos) {
    this.head = head;
    this.skip = skipNanos == 0 ? 0 : skipNanos + ROUNDED_NANOS;
  }

  public void write(OpusPacket packet, List<AudioPiece> into) {
    if (!begun && skip > 0 && packet.nanos() <= skip) {
      skip -= packet.nanos();
      leaveOut(packet);
      return;
    }
    begin(into);
    pages.write(packet, into);
  }

  public void end(List<AudioPiece> into) {
    if (begun) {
      pages.end(into);
    }
  }

  private void leaveOut(OpusPacket packet) {
    before.add(new OpusPacket(packet.data(), packet.samples(), 0));
    if (before.size() > SETTLE_PACKETS) {
      before.remove();
    }
  }

  private void begin(List<AudioPiece> into) {
    if (begun) {
      return;
    }
    begun = true;
    var settling = before.stream().mapToInt(OpusPacket::samples).sum();
    var preSkip = before.isEmpty() ? head.preSkip() : settling;
    pages.begin(new OpusHead(1, preSkip, head.inputRate(), head.gain()), into);
    before.forEach(packet -> pages.write(packet, into));
    before.clear();
  }
}

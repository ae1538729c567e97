package dev.avataroperator.audio.opus;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts what of each packet is played: nothing of the pre-skip, and of the last page no more than
 * its granule position says.
 */
final class PlayedSamples {
  private long skip;
  private long total;
  private long offset;
  private boolean any;

  void skip(int samples) {
    skip = samples;
  }

  /** Whether there was any packet. */
  boolean any() {
    return any;
  }

  /** The packets that end on one page, whose granule position counts all samples up to its end. */
  List<OpusPacket> of(List<Buffer> packets, long granule, boolean last) {
    var sizes = packets.stream().map(OpusPacket::samples).toList();
    var sum = sizes.stream().mapToInt(Integer::intValue).sum();
    if (!any && !packets.isEmpty()) {
      any = true;
      offset = last ? 0 : Math.max(sum, granule) - sum;
    }
    var until = last && granule >= 0 ? Math.max(0, granule - offset) : Long.MAX_VALUE;
    var played = new ArrayList<OpusPacket>();
    for (var index = 0; index < packets.size(); index++) {
      played.add(packet(packets.get(index), sizes.get(index), until));
    }
    return played;
  }

  private OpusPacket packet(Buffer data, int samples, long until) {
    var from = Math.max(total, skip);
    total += samples;
    var to = Math.min(total, until);
    return new OpusPacket(data, samples, (int) Math.max(0, to - from));
  }
}

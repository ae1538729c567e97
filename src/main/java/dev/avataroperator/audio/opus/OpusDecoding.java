package dev.avataroperator.audio.opus;

import dev.avataroperator.audio.AudioProblem;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.vertx.core.buffer.Buffer;

/**
 * Decodes packets to mono samples of 16 bit at 48 kHz, with Concentus, which mixes stereo down; its
 * decoder is silent at lower rates.
 */
public final class OpusDecoding {
  private static final int LONGEST_MS = 120;

  private final OpusDecoder decoder;
  private final short[] frame;
  private long skip;

  public OpusDecoding(OpusHead head) {
    skip = head.preSkip();
    frame = new short[OpusRates.FULL / 1_000 * LONGEST_MS];
    try {
      decoder = new OpusDecoder(OpusRates.FULL, 1);
      decoder.setGain(head.gain());
    } catch (OpusException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is heard of this packet. */
  public Buffer decode(OpusPacket packet) {
    var decoded = samples(packet);
    var front = Math.min(skip, packet.samples());
    skip -= front;
    var from = (int) front;
    var to = (int) Math.min(decoded, front + packet.heard());
    var pcm = Buffer.buffer(Math.max(0, to - from) * Short.BYTES);
    for (var index = from; index < to; index++) {
      pcm.appendShortLE(frame[index]);
    }
    return pcm;
  }

  private int samples(OpusPacket packet) {
    var data = packet.data().getBytes();
    try {
      return decoder.decode(data, 0, data.length, frame, 0, frame.length, false);
    } catch (OpusException e) {
      throw AudioProblem.unusable("is damaged: an Opus packet can't be decoded");
    }
  }
}

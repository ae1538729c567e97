package dev.avataroperator.audio.opus;

import dev.avataroperator.audio.AudioPiece;
import dev.avataroperator.audio.PieceWriter;
import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Encodes mono samples of 16 bit to one Ogg Opus stream of 20 ms frames, with Concentus. */
public final class OpusEncoding implements PieceWriter {
  private static final int FRAMES_A_SECOND = 50;
  private static final int FRAME_SAMPLES = OpusRates.FULL / FRAMES_A_SECOND;
  private static final int MOST_BYTES = 1_275;
  private static final int COMPLEXITY = 5;
  private static final int BASE_BITRATE = 24_000;

  private final int rate;
  private final OpusEncoder encoder;
  private final OpusPages pages = new OpusPages();
  private final short[] frame;
  private final byte[] packet = new byte[MOST_BYTES];
  private final int preSkip;
  private int filled;
  private long samplesIn;
  private long encoded;
  private boolean begun;

  /** Needs one of {@link OpusRates}. */
  public OpusEncoding(int sampleRateHz) {
    rate = sampleRateHz;
    frame = new short[rate / FRAMES_A_SECOND];
    encoder = encoder(rate);
    preSkip = encoder.getLookahead() * (OpusRates.FULL / rate);
  }

  @Override
  public List<AudioPiece> write(Buffer pcm) {
    var pieces = new ArrayList<AudioPiece>();
    for (var at = 0; at < pcm.length(); at += Short.BYTES) {
      add(pcm.getShortLE(at), Long.MAX_VALUE, pieces);
      samplesIn++;
    }
    return pieces;
  }

  /** The encoder looks ahead, so silence pushes the last samples out; it is trimmed. */
  @Override
  public List<AudioPiece> end() {
    var pieces = new ArrayList<AudioPiece>();
    if (samplesIn == 0) {
      return pieces;
    }
    var until = preSkip + samplesIn * (OpusRates.FULL / rate);
    while (encoded < until) {
      add((short) 0, until, pieces);
    }
    pages.end(pieces);
    return pieces;
  }

  private void add(short sample, long until, List<AudioPiece> into) {
    frame[filled++] = sample;
    if (filled == frame.length) {
      filled = 0;
      encode(until, into);
    }
  }

  private void encode(long until, List<AudioPiece> into) {
    if (!begun) {
      begun = true;
      pages.begin(new OpusHead(1, preSkip, rate, 0), into);
    }
    var from = Math.max(encoded, preSkip);
    encoded += FRAME_SAMPLES;
    var heard = (int) Math.max(0, Math.min(encoded, until) - from);
    pages.write(new OpusPacket(packet(), FRAME_SAMPLES, heard), into);
  }

  private Buffer packet() {
    try {
      var size = encoder.encode(frame, 0, frame.length, packet, 0, packet.length);
      return Buffer.buffer(size).appendBytes(packet, 0, size);
    } catch (OpusException e) {
      throw new IllegalStateException(e);
    }
  }

  private static OpusEncoder encoder(int rate) {
    try {
      var encoder = new OpusEncoder(rate, 1, OpusApplication.OPUS_APPLICATION_VOIP);
      encoder.setBitrate(BASE_BITRATE + rate / 2);
      encoder.setComplexity(COMPLEXITY);
      return encoder;
    } catch (OpusException e) {
      throw new IllegalStateException(e);
    }
  }
}

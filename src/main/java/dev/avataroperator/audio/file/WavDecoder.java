package dev.avataroperator.audio.file;

import dev.avataroperator.audio.AudioProblem;
import dev.avataroperator.audio.PcmFormat;
import dev.avataroperator.audio.WholeSamples;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads a RIFF/WAVE file as it comes. Chunks that aren't needed are skipped; a data chunk of size 0
 * or 0xFFFFFFFF, as streaming writers leave it, lasts to the file's end.
 */
public final class WavDecoder implements PcmDecoder {
  private static final int RIFF_BYTES = 12;
  private static final int CHUNK_BYTES = 8;
  private static final int MAX_FORMAT_BYTES = 4096;
  private static final long STREAMED = 0xFFFFFFFFL;

  /** Null where any will do. */
  private final PcmFormat wanted;

  private final boolean usual;
  private WholeSamples samples;
  private WavFormat format;
  private Buffer pending = Buffer.buffer();
  private boolean riffSeen;
  private boolean dataSeen;
  private boolean audioSeen;
  private long skip;
  private long left;

  /** Of exactly this format. */
  public WavDecoder(PcmFormat wanted) {
    this(wanted, false);
  }

  private WavDecoder(PcmFormat wanted, boolean usual) {
    this.wanted = wanted;
    this.usual = usual;
  }

  /** Of any usual format, whose frames it gives as they are. */
  static WavDecoder ofAnyFormat() {
    return new WavDecoder(null, true);
  }

  /** Throws {@link AudioProblem} for a whole file that no session can take, whatever its rate. */
  public static void checkHoldsAudio(Buffer file) {
    var decoder = new WavDecoder(null, false);
    decoder.feed(file);
    decoder.requireAudio();
  }

  /** Null before it was read. */
  WavFormat format() {
    return format;
  }

  @Override
  public Buffer feed(Buffer bytes) {
    if (dataSeen) {
      return data(bytes);
    }
    pending.appendBuffer(bytes);
    do {
      skipPending();
    } while (!dataSeen && step());
    if (!dataSeen) {
      return Buffer.buffer();
    }
    var first = pending;
    pending = Buffer.buffer();
    return data(first);
  }

  @Override
  public String shortfall() {
    requireAudio();
    if (left > 0 && left != Long.MAX_VALUE) {
      return "is truncated: its header promises %d ms more than it holds"
          .formatted(left * 1_000 / (format.rate() * format.frameBytes()));
    }
    return samples.left() == 0 ? null : "ends in the middle of a sample";
  }

  private void requireAudio() {
    if (!dataSeen) {
      throw AudioProblem.unusable("ends before its audio begins: write a complete WAV file");
    }
    if (!audioSeen) {
      throw AudioProblem.unusable("holds no audio");
    }
  }

  private Buffer data(Buffer bytes) {
    var length = (int) Math.min(left, bytes.length());
    if (left != Long.MAX_VALUE) {
      left -= length;
    }
    var whole = samples.feed(bytes.slice(0, length));
    audioSeen |= whole.length() > 0;
    return whole;
  }

  /** Takes the next piece of the header; false when more bytes are needed. */
  private boolean step() {
    if (skip > 0) {
      return false;
    }
    if (!riffSeen) {
      return riff();
    }
    if (pending.length() < CHUNK_BYTES) {
      return false;
    }
    var size = pending.getUnsignedIntLE(4);
    return switch (text(0)) {
      case "fmt " -> readFormat(size);
      case "data" -> startOfData(size);
      default -> drop(CHUNK_BYTES, size + size % 2);
    };
  }

  private boolean riff() {
    if (pending.length() < RIFF_BYTES) {
      return false;
    }
    if (!text(0).equals("RIFF") || !text(8).equals("WAVE")) {
      throw AudioProblem.unusable(
          wanted == null
              ? "isn't a WAV file, nor Ogg Opus: convert it, for example"
                  + " `ffmpeg -i in.mp3 -ac 1 -c:a pcm_s16le out.wav`"
              : "isn't a WAV file; the session wants " + WavProblem.conversion(wanted));
    }
    riffSeen = true;
    return drop(RIFF_BYTES, 0);
  }

  private boolean readFormat(long size) {
    if (size > MAX_FORMAT_BYTES || size < 16) {
      throw AudioProblem.unusable("has a WAV header that can't be read: write a PCM WAV file");
    }
    if (pending.length() < CHUNK_BYTES + size) {
      return false;
    }
    format = WavFormat.read(pending.slice(CHUNK_BYTES, CHUNK_BYTES + (int) size));
    if (wanted != null) {
      WavProblem.check(format, wanted);
    } else if (usual) {
      WavProblem.check(format);
    }
    samples = new WholeSamples(Math.max(1, format.frameBytes()));
    return drop(CHUNK_BYTES, size + size % 2);
  }

  private boolean startOfData(long size) {
    if (format == null) {
      throw AudioProblem.unusable("has a WAV header without a format: write a PCM WAV file");
    }
    left = size == 0 || size == STREAMED ? Long.MAX_VALUE : size;
    dataSeen = true;
    return drop(CHUNK_BYTES, 0);
  }

  private boolean drop(int header, long body) {
    pending = pending.getBuffer(header, pending.length());
    skip = body;
    return true;
  }

  private void skipPending() {
    var length = (int) Math.min(skip, pending.length());
    skip -= length;
    pending = pending.getBuffer(length, pending.length());
  }

  private String text(int at) {
    return pending.getString(at, at + 4, StandardCharsets.ISO_8859_1.name());
  }
}

package dev.avataroperator.audio.file;

import dev.avataroperator.audio.AudioPiece;
import dev.avataroperator.audio.PcmPieces;
import dev.avataroperator.audio.PieceWriter;
import dev.avataroperator.audio.SpeechFormat;
import dev.avataroperator.audio.opus.OpusEncoding;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a file's bytes, as they come, into what the service gets: finds out what the file is,
 * decodes, resamples and encodes. Belongs to one thread at a time, never to an event loop.
 */
public final class SpeechFile {
  private static final int MAGIC_BYTES = 4;

  /** Times are rounded down, by less than this, which is less than a sample. */
  private static final int ROUNDED_NANOS = 1_000;

  private final SpeechFormat format;
  private final FileName name;
  private final long skipNanos;
  private Buffer start = Buffer.buffer();
  private Track track;

  /** What a file's name and its server say of it; both may be null. */
  public record FileName(String path, String contentType) {}

  /** One kind of file. */
  interface Track {
    void feed(Buffer bytes, List<AudioPiece> into);

    void end(List<AudioPiece> into);

    String shortfall();
  }

  /**
   * @param skipNanos audio at the file's beginning that is left out
   */
  public SpeechFile(SpeechFormat format, FileName name, long skipNanos) {
    this.format = format;
    this.name = name;
    this.skipNanos = skipNanos;
  }

  /** Throws {@link AudioProblem}. */
  public List<AudioPiece> feed(Buffer bytes) {
    var pieces = new ArrayList<AudioPiece>();
    if (track != null) {
      track.feed(bytes, pieces);
      return pieces;
    }
    start.appendBuffer(bytes);
    if (start.length() >= MAGIC_BYTES) {
      track = track();
      track.feed(start, pieces);
      start = null;
    }
    return pieces;
  }

  /** The rest, at the file's end; throws {@link AudioProblem}. */
  public List<AudioPiece> end() {
    var pieces = new ArrayList<AudioPiece>();
    if (track == null) {
      track = track();
      track.feed(start, pieces);
    }
    track.end(pieces);
    return pieces;
  }

  /** After the end: what the file promised and doesn't hold, for people, or null. */
  public String shortfall() {
    return track.shortfall();
  }

  private Track track() {
    var isOgg =
        start.length() >= MAGIC_BYTES
            && start.getString(0, MAGIC_BYTES, StandardCharsets.ISO_8859_1.name()).equals("OggS");
    return isOgg
        ? new OggTrack(format, skipNanos)
        : new PcmTrack(DecoderChoice.of(name, format.pcm()), writer(format), skip());
  }

  private long skip() {
    return skipNanos == 0 ? 0 : format.pcm().bytes(skipNanos + ROUNDED_NANOS);
  }

  static PieceWriter writer(SpeechFormat format) {
    return format.opus() ? new OpusEncoding(format.sampleRateHz()) : new PcmPieces(format.pcm());
  }
}

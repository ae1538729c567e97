package dev.avataroperator.audio.file;

import dev.avataroperator.audio.AudioPiece;
import dev.avataroperator.audio.PieceWriter;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** A file of samples. */
final class PcmTrack implements SpeechFile.Track {
  private final PcmDecoder decoder;
  private final PieceWriter writer;
  private long skip;

  /**
   * @param skip bytes of the session's format that are left out at the beginning
   */
  PcmTrack(PcmDecoder decoder, PieceWriter writer, long skip) {
    this.decoder = decoder;
    this.writer = writer;
    this.skip = skip;
  }

  @Override
  public void feed(Buffer bytes, List<AudioPiece> into) {
    write(decoder.feed(bytes), into);
  }

  @Override
  public void end(List<AudioPiece> into) {
    write(decoder.end(), into);
    into.addAll(writer.end());
  }

  @Override
  public String shortfall() {
    return decoder.shortfall();
  }

  private void write(Buffer pcm, List<AudioPiece> into) {
    var left = (int) Math.min(skip, pcm.length());
    skip -= left;
    into.addAll(writer.write(pcm.slice(left, pcm.length())));
  }
}

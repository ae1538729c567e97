package dev.avataroperator.audio;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Cuts samples into pieces of at most 20 ms. */
public final class PcmPieces implements PieceWriter {
  private static final long PIECE = Duration.ofMillis(20).toNanos();

  private final PcmFormat format;
  private final int size;

  public PcmPieces(PcmFormat format) {
    this.format = format;
    this.size = (int) format.bytes(PIECE);
  }

  @Override
  public List<AudioPiece> write(Buffer pcm) {
    var pieces = new ArrayList<AudioPiece>(pcm.length() / size + 1);
    for (var at = 0; at < pcm.length(); at += size) {
      var piece = pcm.slice(at, Math.min(at + size, pcm.length()));
      pieces.add(new AudioPiece(piece, format.nanos(piece.length())));
    }
    return pieces;
  }

  @Override
  public List<AudioPiece> end() {
    return List.of();
  }
}

package dev.avataroperator.audio;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Turns samples of the session's rate into what the service gets. */
public interface PieceWriter {

  List<AudioPiece> write(Buffer pcm);

  /** The rest; nothing can follow. */
  List<AudioPiece> end();
}

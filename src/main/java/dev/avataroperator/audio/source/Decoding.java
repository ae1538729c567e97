package dev.avataroperator.audio.source;

import dev.avataroperator.audio.AudioPiece;
import dev.avataroperator.audio.file.SpeechFile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Decodes a file on worker threads, one piece after the other. */
final class Decoding {
  private final Vertx vertx;
  private final SpeechFile file;

  /** The last pieces of a file, and what it lacks. */
  record End(List<AudioPiece> pieces, String shortfall) {}

  Decoding(Vertx vertx, SpeechFile file) {
    this.vertx = vertx;
    this.file = file;
  }

  /** The next piece may be given when this is done. */
  Future<List<AudioPiece>> feed(Buffer bytes) {
    return vertx.executeBlocking(() -> file.feed(bytes), false);
  }

  Future<End> end() {
    return vertx.executeBlocking(() -> new End(file.end(), file.shortfall()), false);
  }
}

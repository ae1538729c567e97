package dev.avataroperator.audio.source;

import dev.avataroperator.audio.AudioPiece;
import dev.avataroperator.audio.AudioProblem;
import dev.avataroperator.audio.AudioReading;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** A file whose bytes are there already: decoded as it is asked for. */
final class InlineAudio implements AudioReading {
  private static final int STEP = 8 * 1024;

  private final Buffer content;
  private final Decoding decoding;
  private final Sink sink;
  private int at;
  private boolean paused;
  private boolean decodes;
  private boolean over;

  InlineAudio(Buffer content, Decoding decoding, Sink sink) {
    this.content = content;
    this.decoding = decoding;
    this.sink = sink;
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
    step();
  }

  @Override
  public boolean hasBegun() {
    return true;
  }

  @Override
  public void cancel() {
    over = true;
  }

  void step() {
    if (paused || over || decodes) {
      return;
    }
    decodes = true;
    if (at == content.length()) {
      decoding.end().onSuccess(this::ended).onFailure(this::failed);
      return;
    }
    var next = Math.min(content.length(), at + STEP);
    var piece = content.slice(at, next);
    at = next;
    decoding.feed(piece).onSuccess(this::decoded).onFailure(this::failed);
  }

  private void decoded(List<AudioPiece> pieces) {
    decodes = false;
    if (!over) {
      sink.audio(pieces);
      step();
    }
  }

  private void ended(Decoding.End end) {
    if (!over) {
      over = true;
      sink.audio(end.pieces());
      sink.ended(end.shortfall());
    }
  }

  private void failed(Throwable cause) {
    if (!over) {
      over = true;
      sink.failed(AudioProblem.of(cause));
    }
  }
}

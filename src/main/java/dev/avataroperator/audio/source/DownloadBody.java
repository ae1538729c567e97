package dev.avataroperator.audio.source;

import dev.avataroperator.audio.AudioPiece;
import dev.avataroperator.audio.AudioProblem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The bytes of one answer: counted and decoded, one piece after the other. What was received before
 * a connection breaks is decoded before that is told.
 */
final class DownloadBody {
  private static final int MOST_WAITING = 64 * 1024;

  private final AudioDownload download;
  private final HttpClientResponse response;
  private final Decoding decoding;
  private final ResumePoint point;
  private final Deque<Buffer> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private boolean paused;
  private boolean decodes;
  private Runnable last;

  DownloadBody(
      AudioDownload download, HttpClientResponse response, Decoding decoding, ResumePoint point) {
    this.download = download;
    this.response = response;
    this.decoding = decoding;
    this.point = point;
  }

  void start(boolean isPaused) {
    paused = isPaused;
    var length = response.getHeader("Content-Length");
    if (length != null && Long.parseLong(length) > download.mostBytes() - point.received()) {
      throw tooLarge();
    }
    response.exceptionHandler(cause -> finish(() -> download.brokeOff(cause)));
    response.handler(this::read);
    response.endHandler(nothing -> finish(this::end));
  }

  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
    pump();
  }

  private void read(Buffer piece) {
    point.received(piece.length());
    if (point.received() > download.mostBytes()) {
      finish(() -> download.fail(tooLarge()));
      return;
    }
    waiting.add(piece);
    waitingBytes += piece.length();
    if (waitingBytes >= MOST_WAITING) {
      response.pause();
    }
    pump();
  }

  /** Nothing more is read; the first reason counts. */
  private void finish(Runnable reason) {
    last = last == null ? reason : last;
    pump();
  }

  private void pump() {
    if (decodes || paused) {
      return;
    }
    if (!waiting.isEmpty()) {
      var piece = waiting.remove();
      waitingBytes -= piece.length();
      decodes = true;
      decoding.feed(piece).onSuccess(this::decoded).onFailure(download::fail);
    } else if (last != null) {
      decodes = true;
      last.run();
    }
  }

  private void decoded(List<AudioPiece> pieces) {
    decodes = false;
    download.deliver(pieces);
    if (waitingBytes < MOST_WAITING) {
      response.resume();
    }
    pump();
  }

  private void end() {
    decoding
        .end()
        .onSuccess(
            end -> {
              download.deliver(end.pieces());
              download.end(end.shortfall());
            })
        .onFailure(download::fail);
  }

  private AudioProblem tooLarge() {
    return AudioProblem.unusable(
        "is larger than " + download.mostBytes() / 1_000_000 + " MB: split it into several items");
  }
}

package dev.avataroperator.audio;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/** The bytes of one answer: counted and decoded, one piece after the other. */
final class DownloadBody {
  private final AudioDownload download;
  private final HttpClientResponse response;
  private final Decoding decoding;
  private final ResumePoint point;
  private boolean paused;
  private boolean decodes;

  DownloadBody(
      AudioDownload download, HttpClientResponse response, Decoding decoding, ResumePoint point) {
    this.download = download;
    this.response = response;
    this.decoding = decoding;
    this.point = point;
  }

  void start(boolean isPaused) {
    var length = response.getHeader("Content-Length");
    if (length != null && Long.parseLong(length) > download.mostBytes() - point.received()) {
      throw tooLarge();
    }
    response.exceptionHandler(
        cause -> decoding.latest().onComplete(done -> download.brokeOff(cause)));
    response.handler(this::read);
    response.endHandler(nothing -> end());
    if (isPaused) {
      pause();
    }
  }

  void pause() {
    paused = true;
    response.pause();
  }

  void resume() {
    paused = false;
    if (!decodes) {
      response.resume();
    }
  }

  private void read(Buffer piece) {
    point.received(piece.length());
    if (point.received() > download.mostBytes()) {
      download.fail(tooLarge());
      return;
    }
    decodes = true;
    response.pause();
    decoding
        .feed(piece)
        .onSuccess(
            pieces -> {
              decodes = false;
              download.deliver(pieces);
              if (!paused) {
                response.resume();
              }
            })
        .onFailure(download::fail);
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

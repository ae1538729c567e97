package dev.avataroperator.audio;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/** The bytes of one file: decoded, counted, and left out as far as they were spoken before. */
final class DownloadBody {
  private static final long MOST_BYTES = 50_000_000;

  private final AudioDownload download;
  private final HttpClientResponse response;
  private final PcmDecoder decoder;
  private long skip;
  private long bytes;

  DownloadBody(AudioDownload download, HttpClientResponse response, PcmDecoder decoder, long skip) {
    this.download = download;
    this.response = response;
    this.decoder = decoder;
    this.skip = skip;
  }

  void start() {
    var length = response.getHeader("Content-Length");
    if (length != null && Long.parseLong(length) > MOST_BYTES) {
      throw tooLarge();
    }
    response.exceptionHandler(download::fail);
    response.handler(this::read);
    response.endHandler(nothing -> end());
  }

  void pause() {
    response.pause();
  }

  void resume() {
    response.resume();
  }

  private void read(Buffer piece) {
    try {
      bytes += piece.length();
      if (bytes > MOST_BYTES) {
        throw tooLarge();
      }
      var pcm = decoder.feed(piece);
      var left = (int) Math.min(skip, pcm.length());
      skip -= left;
      download.deliver(pcm.slice(left, pcm.length()));
    } catch (AudioProblem problem) {
      download.fail(problem);
    }
  }

  private void end() {
    try {
      download.end(decoder.shortfall());
    } catch (AudioProblem problem) {
      download.fail(problem);
    }
  }

  private static AudioProblem tooLarge() {
    return AudioProblem.unusable("is larger than 50 MB: split it into several items");
  }
}

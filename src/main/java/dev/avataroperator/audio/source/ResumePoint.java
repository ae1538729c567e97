package dev.avataroperator.audio.source;

import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;

/**
 * Where a download stands, so that one that breaks off goes on from there (Range and If-Range of
 * HTTP) if its server can and the file is still the same.
 */
final class ResumePoint {
  private static final int MOST_IN_A_ROW = 3;
  private static final int PARTIAL = 206;

  private long received;
  private String validator;
  private int attempts;

  /** The answer to the first request. */
  void begun(HttpClientResponse response) {
    var tag = response.getHeader("ETag");
    var isStrong = tag != null && !tag.startsWith("W/");
    var version = isStrong ? tag : response.getHeader("Last-Modified");
    validator = "bytes".equals(response.getHeader("Accept-Ranges")) ? version : null;
  }

  long received() {
    return received;
  }

  void received(int bytes) {
    received += bytes;
    attempts = 0;
  }

  /** Whether it is worth asking for the rest; a few times, until something came. */
  boolean mayTry() {
    return validator != null && received > 0 && attempts++ < MOST_IN_A_ROW;
  }

  RequestOptions askedBy(RequestOptions request) {
    return received == 0
        ? request
        : request.putHeader("Range", "bytes=" + received + "-").putHeader("If-Range", validator);
  }

  boolean isContinuedBy(HttpClientResponse response) {
    var range = response.getHeader("Content-Range");
    return received > 0
        && response.statusCode() == PARTIAL
        && range != null
        && range.startsWith("bytes " + received + "-");
  }
}

package dev.avataroperator.gateway;

import dev.avataroperator.credential.Dialect;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** One call for a session token, in the form of the dialect that its path belongs to. */
final class BrokerCall {
  private static final String PATH = "/v1/auth/session-token";
  private static final String SPATIUS_PATH = "/session-tokens";
  private static final int MOST_BYTES = 4 * 1024;

  private final HttpServerRequest request;
  private final Dialect dialect;
  private final BrokerAnswer answer;

  private BrokerCall(HttpServerRequest request, Dialect dialect) {
    this.request = request;
    this.dialect = dialect;
    this.answer = BrokerAnswer.of(dialect);
  }

  /** Empty for another path; the broker may stand below a prefix. */
  static Optional<BrokerCall> of(HttpServerRequest request) {
    var path = request.path() == null ? "" : request.path();
    if (path.endsWith(PATH)) {
      return Optional.of(new BrokerCall(request, Dialect.SpatialReal));
    }
    return path.endsWith(SPATIUS_PATH)
        ? Optional.of(new BrokerCall(request, Dialect.Spatius))
        : Optional.empty();
  }

  Dialect dialect() {
    return dialect;
  }

  BrokerAnswer answer() {
    return answer;
  }

  HttpServerRequest request() {
    return request;
  }

  boolean isPost() {
    return request.method() == HttpMethod.POST;
  }

  /** What is shown as the API key; empty when nothing is. */
  String key() {
    var key = request.getHeader("X-Api-Key");
    return key == null ? "" : key;
  }

  void refuse(int status, String detail) {
    answer.refuse(request.response(), status, detail);
  }

  /** Reads the body up to a bound; a longer one gets 413 and isn't kept. */
  void read(Consumer<Buffer> whole) {
    var body = Buffer.buffer();
    request.handler(
        piece -> {
          if (body.length() + piece.length() <= MOST_BYTES) {
            body.appendBuffer(piece);
          } else {
            refuse(413, "the body is longer than 4 KiB");
          }
        });
    request.endHandler(
        end -> {
          if (!request.response().ended()) {
            whole.accept(body);
          }
        });
  }

  /** When the token is to expire: as asked for, or at the end of the longest life. */
  static Instant expiry(Buffer body, Instant now, Duration longest) {
    var last = now.plus(longest).getEpochSecond();
    var asked = expireAt(body);
    if (asked <= now.getEpochSecond()) {
      throw new IllegalArgumentException("expireAt is in the past");
    }
    return Instant.ofEpochSecond(Math.min(asked, last));
  }

  private static long expireAt(Buffer body) {
    try {
      var value = new JsonObject(body).getValue("expireAt");
      if (value instanceof Integer || value instanceof Long) {
        return ((Number) value).longValue();
      }
    } catch (DecodeException | ClassCastException e) {
      throw new IllegalArgumentException("the body is not a JSON object", e);
    }
    throw new IllegalArgumentException("expireAt must be an integer, in unix seconds");
  }
}

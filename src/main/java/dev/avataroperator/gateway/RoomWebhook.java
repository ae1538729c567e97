package dev.avataroperator.gateway;

import dev.avataroperator.net.ListenAddress;
import dev.avataroperator.rtc.RoomException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Takes the webhooks of RTC servers: {@code POST /webhooks/livekit/<namespace>/<provider>}. One
 * that is signed with that provider's key has the room looked into; what it says beyond that isn't
 * believed.
 */
public final class RoomWebhook {
  private static final Pattern PATH =
      Pattern.compile("/webhooks/livekit/([a-z0-9-]{1,63})/([a-z0-9.-]{1,253})");
  private static final String CONTENT_TYPE = "application/webhook+json";
  private static final int MOST_BYTES = 256 * 1024;

  /** What is too large is read to its end, so that the answer is heard, but not without end. */
  private static final int MOST_DISCARDED = 16 * MOST_BYTES;

  private static final int IDLE_SECONDS = 30;

  private final Vertx vertx;
  private final RoomDoor door;
  private final SeenOnce seen;

  public RoomWebhook(Vertx vertx, RoomDoor door, Clock clock) {
    this.vertx = vertx;
    this.door = door;
    this.seen = new SeenOnce(clock);
  }

  /** Plain http without a certificate (null); the port that was taken. */
  public Future<Integer> listen(ListenAddress address, PemKeyCertOptions certificate) {
    var options =
        new HttpServerOptions()
            .setHost(address.host())
            .setPort(address.port())
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setSsl(certificate != null)
            .setKeyCertOptions(certificate);
    return vertx
        .createHttpServer(options)
        .requestHandler(this::receive)
        .listen()
        .map(HttpServer::actualPort);
  }

  private void receive(HttpServerRequest request) {
    var path = PATH.matcher(request.path());
    if (!path.matches()) {
      refuse(request, 404);
    } else if (request.method() != HttpMethod.POST) {
      refuse(request, 405);
    } else if (!isWebhook(request)) {
      refuse(request, 415);
    } else {
      read(request, path.group(1), path.group(2));
    }
  }

  private static boolean isWebhook(HttpServerRequest request) {
    var type = request.getHeader("Content-Type");
    return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(CONTENT_TYPE);
  }

  private void read(HttpServerRequest request, String namespace, String provider) {
    var body = Buffer.buffer();
    var length = new AtomicLong();
    request.handler(
        chunk -> {
          if (length.addAndGet(chunk.length()) <= MOST_BYTES) {
            body.appendBuffer(chunk);
          } else if (length.get() > MOST_DISCARDED) {
            request.connection().close();
          }
        });
    request.endHandler(
        nothing -> {
          var isTooLarge = length.get() > MOST_BYTES;
          var status = isTooLarge ? 413 : judge(request, body, namespace, provider);
          request.response().setStatusCode(status).end();
        });
  }

  /** The status: an unknown provider looks like a bad signature. */
  private int judge(HttpServerRequest request, Buffer body, String namespace, String provider) {
    var token = request.getHeader("Authorization");
    var news = door.news(namespace, provider);
    if (token == null || news.isEmpty()) {
      return 401;
    }
    try {
      var room = news.get().room(body.toString(), token);
      if (!seen.isNew(token)) {
        return 401;
      }
      room.ifPresent(name -> door.happened(namespace, provider, name));
      return 200;
    } catch (RoomException e) {
      return 401;
    }
  }

  /** Whatever else it sends is discarded. */
  private static void refuse(HttpServerRequest request, int status) {
    request.response().setStatusCode(status).putHeader("Connection", "close").end();
  }
}

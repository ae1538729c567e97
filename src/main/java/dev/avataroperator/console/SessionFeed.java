package dev.avataroperator.console;

import dev.avataroperator.credential.SecretText;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.parsetools.RecordParser;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One page's view of the sessions that its person may see, as server-sent events: {@code list}
 * first, then {@code changed} and {@code gone}; {@code away} while the API server doesn't answer,
 * and {@code problem} before the end where only the person can help.
 */
final class SessionFeed {
  private static final int PAGE = 250;
  private static final int MOST_SESSIONS = 2_000;
  private static final int MOST_LINE = 4 * 1024 * 1024;
  private static final long HEARTBEAT_MS = 15_000;
  private static final long SHORTEST_PAUSE_MS = 1_000;
  private static final long LONGEST_PAUSE_MS = 30_000;
  private static final int EXPIRED = 410;

  private final Vertx vertx;
  private final ClusterApi cluster;
  private final SecretText token;
  private final String namespace;
  private final HttpServerResponse page;
  private long heartbeat = -1;
  private long pauseMs = SHORTEST_PAUSE_MS;
  private HttpClientResponse watch;
  private boolean over;

  SessionFeed(
      Vertx vertx,
      ClusterApi cluster,
      SecretText token,
      String namespace,
      HttpServerResponse page) {
    this.vertx = vertx;
    this.cluster = cluster;
    this.token = token;
    this.namespace = namespace;
    this.page = page;
  }

  /** Fails when the first list does, so that its status can be the answer's. */
  Future<Void> start() {
    return list(null, new JsonArray())
        .map(
            version -> {
              if (!over) {
                heartbeat = vertx.setPeriodic(HEARTBEAT_MS, tick -> page.write(": \n\n"));
                follow(version);
              }
              return null;
            });
  }

  /** The page is gone. */
  void stop() {
    over = true;
    vertx.cancelTimer(heartbeat);
    if (watch != null) {
      watch.request().reset();
    }
  }

  private Future<String> list(String next, JsonArray before) {
    var path =
        ClusterApi.sessions(namespace)
            + "?limit="
            + PAGE
            + (next == null ? "" : "&continue=" + next);
    return cluster.get(token, path).compose(answer -> listed(answer, before));
  }

  private Future<String> listed(JsonObject answer, JsonArray views) {
    for (var item : answer.getJsonArray("items", new JsonArray())) {
      views.add(SessionView.of((JsonObject) item));
    }
    var meta = answer.getJsonObject("metadata", new JsonObject());
    var next = meta.getString("continue", "");
    if (!next.isEmpty() && views.size() < MOST_SESSIONS) {
      return list(next, views);
    }
    begin();
    send(
        "list",
        new JsonObject()
            .put("items", views)
            .put("more", next.isEmpty() ? 0 : meta.getLong("remainingItemCount", 1L)));
    return Future.succeededFuture(meta.getString("resourceVersion", ""));
  }

  private void begin() {
    if (!page.headWritten()) {
      page.setChunked(true)
          .putHeader("Content-Type", "text/event-stream")
          .putHeader("Cache-Control", "no-store");
    }
  }

  private void follow(String version) {
    if (over) {
      return;
    }
    var path =
        ClusterApi.sessions(namespace)
            + "?watch=true&allowWatchBookmarks=true&timeoutSeconds=60&resourceVersion="
            + version;
    cluster
        .watch(token, path)
        .onSuccess(response -> read(response, version))
        .onFailure(this::failed);
  }

  private void read(HttpClientResponse response, String version) {
    if (over) {
      response.request().reset();
      return;
    }
    watch = response;
    pauseMs = SHORTEST_PAUSE_MS;
    var place = new Place(version);
    var lines = RecordParser.newDelimited("\n", response);
    lines.maxRecordSize(MOST_LINE);
    lines.handler(line -> take(line, place));
    lines.exceptionHandler(failure -> again(null));
    lines.endHandler(end -> resume(place));
    response.resume();
  }

  /** How far a watch has come. */
  private static final class Place {
    private String version;
    private boolean expired;

    Place(String version) {
      this.version = version;
    }
  }

  private void take(Buffer line, Place place) {
    var event = new JsonObject(line);
    var object = event.getJsonObject("object");
    var type = event.getString("type");
    if ("ERROR".equals(type)) {
      place.expired = object.getInteger("code", EXPIRED) == EXPIRED;
      return;
    }
    place.version = object.getJsonObject("metadata").getString("resourceVersion");
    if ("DELETED".equals(type)) {
      send("gone", SessionView.of(object));
    } else if (!"BOOKMARK".equals(type)) {
      send("changed", SessionView.of(object));
    }
    if (page.writeQueueFull()) {
      watch.pause();
      page.drainHandler(drained -> watch.resume());
    }
  }

  /**
   * The API server ends each watch after a minute, whatever has become of its token meanwhile; the
   * next goes on where it stood, or says that the token is good no more.
   */
  private void resume(Place place) {
    if (place.expired) {
      again(null);
    } else {
      vertx.setTimer(SHORTEST_PAUSE_MS, late -> follow(place.version));
    }
  }

  private void failed(Throwable failure) {
    if (failure instanceof ConsoleProblem problem && problem.status() / 100 == 4) {
      if (problem.status() == EXPIRED || problem.status() == 429) {
        again(null);
        return;
      }
      send("problem", problem.body());
      over = true;
      page.end();
      return;
    }
    again(failure);
  }

  /** Lists anew: after an outage nobody knows what was missed. */
  private void again(Throwable outage) {
    if (over) {
      return;
    }
    if (outage != null) {
      send("away", new JsonObject().put("message", outage.getMessage()));
    }
    var wait = pauseMs / 2 + ThreadLocalRandom.current().nextLong(pauseMs / 2 + 1);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    vertx.setTimer(
        wait, late -> list(null, new JsonArray()).onSuccess(this::follow).onFailure(this::failed));
  }

  private void send(String event, JsonObject data) {
    if (!over && !page.closed() && !page.ended()) {
      page.write("event: " + event + "\ndata: " + data.encode() + "\n\n");
    }
  }
}

package dev.avataroperator.console;

import dev.avataroperator.credential.SecretText;
import dev.avataroperator.net.CloseReason;
import dev.avataroperator.net.ConnectProblem;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/**
 * Carries what a person says from the page to the worker, and the worker's answers back. The first
 * message holds the person's token: a WebSocket of a browser has no header of its own, and a URL is
 * no place for it.
 */
final class SpeechBridge {
  private static final long SIGN_IN_MS = 5_000;
  private static final long PING_MS = 20_000;
  private static final int MOST_TOKEN = 32 * 1024;
  private static final int REFUSED = 4403;
  private static final int SIGN_IN = 4401;
  private static final int BROKEN = 1011;

  private final Vertx vertx;
  private final IngestDoor.Opener doors;
  private final SessionName session;
  private final ServerWebSocket page;
  private SpeakerPlaces.Place place;
  private long signInTimer;
  private WebSocket worker;

  SpeechBridge(IngestDoor.Opener doors, SessionName session, ServerWebSocket page) {
    this.vertx = doors.vertx();
    this.doors = doors;
    this.session = session;
    this.page = page;
  }

  /** Until one of both sides closes, if there is a place. */
  void serve(SpeakerPlaces places) {
    try {
      place = places.enter(page.remoteAddress().hostAddress());
      serve();
    } catch (ConsoleProblem full) {
      refuse(full);
    }
  }

  private void serve() {
    signInTimer = vertx.setTimer(SIGN_IN_MS, late -> refuse(ConsoleProblem.signIn()));
    var pings = vertx.setPeriodic(PING_MS, tick -> page.writePing(Buffer.buffer("console")));
    page.textMessageHandler(this::signIn);
    page.binaryMessageHandler(audio -> refuse(ConsoleProblem.signIn()));
    page.exceptionHandler(failure -> page.close());
    page.closeHandler(
        gone -> {
          vertx.cancelTimer(pings);
          vertx.cancelTimer(signInTimer);
          place.leave();
          if (worker != null) {
            worker.close();
          }
        });
  }

  private void signIn(String message) {
    vertx.cancelTimer(signInTimer);
    page.pause();
    var token = token(message);
    try {
      place.signIn(token);
      doors.open(token, session).onSuccess(this::dial).onFailure(this::refuse);
    } catch (ConsoleProblem full) {
      refuse(full);
    }
  }

  /** An empty one is refused by the API server. */
  private static SecretText token(String message) {
    try {
      var json = new JsonObject(message);
      if (message.length() <= MOST_TOKEN && json.getValue("token") instanceof String token) {
        return SecretText.of(token);
      }
      return SecretText.of("none");
    } catch (DecodeException e) {
      return SecretText.of("none");
    }
  }

  private void dial(IngestDoor door) {
    var client = vertx.createWebSocketClient(door.client());
    client
        .connect(door.dial())
        .onSuccess(
            dialled -> {
              dialled.closeHandler(
                  gone -> {
                    client.close();
                    end(dialled.closeStatusCode(), dialled.closeReason());
                  });
              join(dialled);
            })
        .onFailure(
            failure -> {
              client.close();
              var why = ConnectProblem.of(failure, "the pool's caSecretRef");
              refuse(new ConsoleProblem(502, "The worker can't be reached: " + why + "."));
            });
  }

  private void join(WebSocket dialled) {
    if (page.isClosed()) {
      dialled.close();
      return;
    }
    worker = dialled;
    worker.exceptionHandler(failure -> worker.close());
    worker.textMessageHandler(text -> page.writeTextMessage(text));
    page.textMessageHandler(
        text -> {
          worker.writeTextMessage(text);
          slowDown();
        });
    page.binaryMessageHandler(
        audio -> {
          worker.writeBinaryMessage(audio);
          slowDown();
        });
    page.resume();
  }

  /** The page waits while the worker's side of the line is full. */
  private void slowDown() {
    if (worker.writeQueueFull()) {
      page.pause();
      worker.drainHandler(drained -> page.resume());
    }
  }

  private void refuse(Throwable failure) {
    var problem =
        failure instanceof ConsoleProblem known
            ? known
            : new ConsoleProblem(502, "The session's audio address can't be used.");
    if (!page.isClosed()) {
      var error = problem.body().put("type", "error").put("code", "Refused");
      page.writeTextMessage(error.encode());
      var code = problem.status() == 401 ? SIGN_IN : REFUSED;
      page.close((short) code, CloseReason.of(problem.getMessage()));
    }
  }

  /** Codes that no frame may carry stand for a connection that broke. */
  private void end(Short code, String reason) {
    if (!page.isClosed()) {
      var known = code != null && code != 1005 && code != 1006 && code != 1015;
      page.close(known ? code : BROKEN, reason == null ? "" : CloseReason.of(reason));
    }
  }
}

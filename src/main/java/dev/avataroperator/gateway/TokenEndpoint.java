package dev.avataroperator.gateway;

import dev.avataroperator.credential.SecretText;
import dev.avataroperator.net.Places;
import dev.avataroperator.net.RemoteNetwork;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * {@code POST /v1/namespaces/{namespace}/avatarsessions/{name}/token}: the token server that
 * LiveKit's SDKs know, for people whom the cluster knows. The order of checks tells a caller
 * without rights nothing of what exists, and asks the cluster only about those who don't come too
 * often.
 */
final class TokenEndpoint {
  private static final Logger LOG = Logger.getLogger(TokenEndpoint.class);
  private static final String PATH = "/v1/namespaces/:namespace/avatarsessions/:name/token";
  private static final String SCHEME = "bearer ";
  private static final int MOST_BODY = 16 * 1024;
  private static final int MOST_TOKEN = 16 * 1024;
  private static final int MOST_AT_ONCE = 32;
  private static final int MOST_OF_AN_ADDRESS = 16;
  private static final long DEADLINE_MS = 10_000;
  private static final int BURST = 50;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int ADDRESS_BURST = 100;
  private static final Duration ADDRESS_PAUSE = Duration.ofMillis(50);

  private final Vertx vertx;
  private final Callers callers;
  private final Visits visits;
  private final CallRate rate;
  private final CallRate addresses;
  private final Places places = new Places(MOST_AT_ONCE, MOST_OF_AN_ADDRESS);
  private final WorkerExecutor asking;

  TokenEndpoint(Vertx vertx, Callers callers, Visits visits, LongSupplier nanoTime) {
    this.vertx = vertx;
    this.callers = callers;
    this.visits = visits;
    this.rate = new CallRate(BURST, PAUSE, nanoTime);
    this.addresses = new CallRate(ADDRESS_BURST, ADDRESS_PAUSE, nanoTime);
    this.asking = vertx.createSharedWorkerExecutor("tokens", MOST_AT_ONCE);
  }

  void close() {
    asking.close();
  }

  Router router() {
    var router = Router.router(vertx);
    router.route().handler(this::setDeadline);
    router.post(PATH).handler(this::slowDown);
    router
        .post(PATH)
        .handler(BodyHandler.create(false).setBodyLimit(MOST_BODY))
        .handler(this::call);
    router.route(PATH).handler(call -> answer(call, 405, error("use POST")));
    router.route().handler(call -> answer(call, 404, error("the path is " + PATH)));
    router.route().failureHandler(this::failed);
    return router;
  }

  private void setDeadline(RoutingContext call) {
    var timer =
        vertx.setTimer(
            DEADLINE_MS, late -> answer(call, 504, error("no answer within 10 s: try again")));
    call.addEndHandler(end -> vertx.cancelTimer(timer));
    call.next();
  }

  /** Before anything is read or asked: whoever makes up tokens costs the API server nothing. */
  private void slowDown(RoutingContext call) {
    var wait = addresses.call(address(call));
    if (wait.isPresent()) {
      refuse(call, Refusal.tooMany(wait.get()));
    } else {
      call.next();
    }
  }

  private static String address(RoutingContext call) {
    return RemoteNetwork.of(call.request().remoteAddress().hostAddress());
  }

  private void call(RoutingContext call) {
    var address = address(call);
    if (!places.enter(address)) {
      refuse(call, Refusal.unavailable("too many calls at once: try again"));
      return;
    }
    asking
        .executeBlocking(() -> admit(call), false)
        .onComplete(done -> places.leave(address))
        .onSuccess(fields -> answer(call, 201, fields))
        .onFailure(call::fail);
  }

  private JsonObject admit(RoutingContext call) throws Refusal {
    var caller =
        callers
            .authenticate(bearer(call.request().getHeader(HttpHeaders.AUTHORIZATION)))
            .orElseThrow(Refusal::unauthenticated);
    var wait = rate.call(caller.user());
    if (wait.isPresent()) {
      throw Refusal.tooMany(wait.get());
    }
    var namespace = call.pathParam("namespace");
    var session = call.pathParam("name");
    if (!isName(namespace) || !isName(session) || !callers.mayVisit(caller, namespace, session)) {
      throw Refusal.forbidden();
    }
    var role = call.queryParam("role").stream().findFirst().orElse(null);
    var request = TokenRequest.read(role, call.body().buffer());
    var fields = json(visits.admit(namespace, session, request));
    LOG.infof("%s/%s: a token for a visitor, asked by %s", namespace, session, caller.user());
    return fields;
  }

  /** What can't be a name must not get into the paths of the API server. */
  private static boolean isName(String text) {
    return text.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
  }

  private static SecretText bearer(String header) throws Refusal {
    if (header == null
        || header.length() > MOST_TOKEN
        || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      throw Refusal.unauthenticated();
    }
    var token = SecretText.of(header.substring(SCHEME.length()).strip());
    if (token.isBlank()) {
      throw Refusal.unauthenticated();
    }
    return token;
  }

  private void failed(RoutingContext call) {
    if (call.failure() instanceof Refusal refusal) {
      refuse(call, refusal);
    } else if (call.statusCode() == 413) {
      answer(call, 413, error("a body holds at most " + MOST_BODY + " bytes"));
    } else {
      LOG.error("the token endpoint failed", call.failure());
      answer(call, 500, error("the operator failed: its log says why"));
    }
  }

  private static void refuse(RoutingContext call, Refusal refusal) {
    if (refusal.status() == 401) {
      call.response().putHeader("WWW-Authenticate", "Bearer");
    } else if (refusal.status() == 429 || refusal.status() == 503) {
      call.response().putHeader("Retry-After", "1");
    }
    answer(call, refusal.status(), error(refusal.getMessage()));
  }

  private static void answer(RoutingContext call, int status, JsonObject body) {
    if (call.response().ended() || call.response().closed()) {
      return;
    }
    call.response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body.encode());
  }

  private static JsonObject json(Map<String, SecretText> fields) {
    var json = new JsonObject();
    fields.forEach((name, value) -> json.put(name, value.reveal()));
    return json;
  }

  private static JsonObject error(String message) {
    return new JsonObject().put("error", message);
  }
}

package dev.avataroperator.console;

import dev.avataroperator.credential.SecretText;
import dev.avataroperator.credential.Sha256;
import dev.avataroperator.net.Places;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/** What the page asks for; each call carries its person's token in a header. */
final class ConsoleApi {
  private static final Logger LOG = Logger.getLogger(ConsoleApi.class);
  private static final String SESSION = "/api/namespaces/:namespace/sessions/:name";
  private static final String SCHEME = "bearer ";
  private static final int MOST_FEEDS = 200;
  private static final int FEEDS_OF_ONE = 16;

  private final Vertx vertx;
  private final ClusterApi cluster;
  private final IngestDoor.Opener doors;
  private final SessionActions actions;
  private final TokenForward tokens;
  private final JsonObject about;
  private final Places feeds = new Places(MOST_FEEDS, FEEDS_OF_ONE);
  private final SpeakerPlaces speakers = new SpeakerPlaces();

  ConsoleApi(IngestDoor.Opener doors, SessionActions actions, TokenForward tokens) {
    this.vertx = doors.vertx();
    this.cluster = doors.cluster();
    this.doors = doors;
    this.actions = actions;
    this.tokens = tokens;
    this.about =
        new JsonObject()
            .put("watch", tokens.isThere())
            .put("reasons", ReasonTexts.of(PageFiles.text("console/reasons.md")));
  }

  void routes(Router router) {
    router.get("/api/about").handler(call -> answer(call, about));
    router.get("/api/me").handler(call -> reply(call, actions.me(token(call))));
    router.get("/api/sessions").handler(this::feed);
    on(router, "rights", actions::rights);
    on(router, "suspend", (token, session) -> actions.suspend(token, session, true));
    on(router, "resume", (token, session) -> actions.suspend(token, session, false));
    on(router, "rotate", (token, session) -> actions.request(token, session, "rotate"));
    on(router, "restart", (token, session) -> actions.request(token, session, "restart"));
    on(router, "interrupt", this::interrupt);
    on(router, "token", tokens::observe);
    router.get(SESSION + "/say").handler(this::say);
    router.route("/api/*").handler(call -> refuse(call, new ConsoleProblem(404, "No such call.")));
    router.route().failureHandler(this::failed);
  }

  private void on(
      Router router, String what, BiFunction<SecretText, SessionName, Future<JsonObject>> action) {
    router
        .post(SESSION + "/" + what)
        .handler(call -> reply(call, action.apply(token(call), session(call))));
  }

  private Future<JsonObject> interrupt(SecretText token, SessionName session) {
    return doors
        .open(token, session)
        .compose(door -> door.interrupt(vertx))
        .map(done -> new JsonObject());
  }

  private void feed(RoutingContext call) {
    var namespace = call.queryParam("namespace").stream().findFirst().orElse(null);
    if (namespace != null && !SessionName.isNamespace(namespace)) {
      throw new ConsoleProblem(404, "No namespace can have this name.");
    }
    var token = token(call);
    var person = Sha256.hex(token.reveal());
    if (!feeds.enter(person)) {
      throw new ConsoleProblem(
          503, "Too many windows look at this console: close some, or try again later.");
    }
    var feed = new SessionFeed(vertx, cluster, token, namespace, call.response());
    call.addEndHandler(
        end -> {
          feeds.leave(person);
          feed.stop();
        });
    feed.start().onFailure(failure -> fail(call, failure));
  }

  /** Only the console's own page may open it: a browser tells on which page it is. */
  private void say(RoutingContext call) {
    var session = session(call);
    var origin = call.request().getHeader(HttpHeaders.ORIGIN);
    var host = call.request().getHeader(HttpHeaders.HOST);
    if (origin == null || !Objects.equals(authority(origin), host)) {
      throw new ConsoleProblem(403, "Only the console's own page may speak here.");
    }
    call.request()
        .toWebSocket()
        .onSuccess(socket -> new SpeechBridge(doors, session, socket).serve(speakers))
        .onFailure(call::fail);
  }

  private static String authority(String origin) {
    try {
      return URI.create(origin).getAuthority();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static SessionName session(RoutingContext call) {
    return new SessionName(call.pathParam("namespace"), call.pathParam("name"));
  }

  private static SecretText token(RoutingContext call) {
    var header = call.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      throw ConsoleProblem.signIn();
    }
    var token = header.substring(SCHEME.length()).strip();
    if (token.isEmpty()) {
      throw ConsoleProblem.signIn();
    }
    return SecretText.of(token);
  }

  private void reply(RoutingContext call, Future<JsonObject> answer) {
    answer.onSuccess(body -> answer(call, body)).onFailure(failure -> fail(call, failure));
  }

  private void failed(RoutingContext call) {
    fail(call, call.failure());
  }

  private static void fail(RoutingContext call, Throwable failure) {
    if (failure instanceof ConsoleProblem problem) {
      refuse(call, problem);
    } else {
      LOG.error("the console failed", failure);
      refuse(call, new ConsoleProblem(500, "The console failed: its log says why."));
    }
  }

  private static void refuse(RoutingContext call, ConsoleProblem problem) {
    if (call.response().ended() || call.response().closed() || call.response().headWritten()) {
      return;
    }
    var known = Set.of(400, 401, 403, 404, 409, 413, 422, 429, 501, 502, 503, 504);
    call.response().setStatusCode(known.contains(problem.status()) ? problem.status() : 502);
    answer(call, problem.body());
  }

  private static void answer(RoutingContext call, JsonObject body) {
    if (call.response().ended() || call.response().closed()) {
      return;
    }
    call.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body.encode());
  }
}

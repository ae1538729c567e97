package dev.avataroperator.worker.api;

import dev.avataroperator.control.SessionReport;
import dev.avataroperator.control.WireJson;
import dev.avataroperator.worker.access.ApiProblem;
import dev.avataroperator.worker.access.BearerToken;
import dev.avataroperator.worker.access.PoolAccess;
import dev.avataroperator.worker.session.WorkerEnvironment;
import dev.avataroperator.worker.session.WorkerSessions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** The control API: HTTP with JSON, under /v1, for holders of the pool's token. */
public final class WorkerApi {
  private static final Logger LOG = Logger.getLogger(WorkerApi.class);
  private static final int MAX_BODY = 4 * 1024 * 1024;

  private final WorkerSessions sessions;
  private final PoolAccess access;
  private final EventRoute events;
  private final IngestRoute ingest;
  private final SessionBodies bodies;
  private final LongSupplier nanoTime;

  public WorkerApi(
      WorkerSessions sessions,
      PoolAccess access,
      EventFeed feed,
      WorkerEnvironment.Time time,
      boolean insecure) {
    this.sessions = sessions;
    this.access = access;
    this.nanoTime = time.nanoTime();
    this.events = new EventRoute(sessions, access, feed, nanoTime);
    this.ingest = new IngestRoute(sessions, nanoTime);
    this.bodies = new SessionBodies(new AssignmentCheck(insecure));
  }

  public Router router(Vertx vertx) {
    var router = Router.router(vertx);
    router.get("/v1/sessions/:uid/audio").handler(ingest::upgrade);
    router.get("/v1/events").handler(pool(events::upgrade));
    var body = BodyHandler.create(false).setBodyLimit(MAX_BODY);
    router.put("/v1/sessions/:uid").handler(pool(RoutingContext::next));
    router.put("/v1/sessions/:uid").handler(body);
    router.put("/v1/sessions/:uid").handler(guarded(this::put));
    router.delete("/v1/sessions/:uid").handler(pool(this::delete));
    router.get("/v1/sessions").handler(pool(this::list));
    router.post("/v1/drain").handler(pool(this::drain));
    router.post("/v1/sessions/:uid/interrupt").handler(guarded(this::interrupt));
    router.head("/v1/sessions/:uid").handler(pool(WorkerApi::noRelay));
    router.put("/v1/peers").handler(pool(WorkerApi::noRelay));
    router.route().handler(guarded(WorkerApi::unknown)).failureHandler(this::failed);
    router.errorHandler(400, WorkerApi::malformed);
    return router;
  }

  private void put(RoutingContext call) {
    var uid = uid(call);
    var content = call.body().buffer();
    var assignment = bodies.read(content);
    heard(assignment.term());
    answer(call, sessions.put(uid, assignment, WireJson.digest(content.getBytes())));
  }

  private void delete(RoutingContext call) {
    var uid = uid(call);
    var epoch = Queries.number(call, "epoch");
    var term = Queries.number(call, "term");
    var reason = Queries.reason(call);
    heard(term);
    sessions
        .delete(uid, epoch, term, reason)
        .onComplete(
            done -> {
              var last = done.succeeded() ? done.result() : Optional.<SessionReport>empty();
              if (last.isPresent()) {
                answer(call, Future.succeededFuture(last.get()));
              } else {
                call.response().setStatusCode(204).end();
              }
            });
  }

  /** Only a leader whose term is accepted keeps the sessions alive. */
  private void heard(long term) {
    sessions.fence().checkTerm(term);
    access.contact();
  }

  private void list(RoutingContext call) {
    answer(call, Future.succeededFuture(events.snapshot()));
  }

  private void drain(RoutingContext call) {
    sessions.drain();
    call.response().setStatusCode(204).end();
  }

  /** For the operator and for the session's own audio client. */
  private void interrupt(RoutingContext call) {
    var uid = uid(call);
    var token = BearerToken.of(call.request().getHeader(HttpHeaders.AUTHORIZATION));
    if (token.isEmpty() || !(access.isGood(token.get()) || sessions.admits(uid, token.get()))) {
      throw PoolAccess.refused();
    }
    var runner = sessions.runner(uid).orElseThrow(() -> ApiProblem.of(404, "no such session here"));
    runner.interrupt(null, nanoTime.getAsLong());
    call.response().setStatusCode(204).end();
  }

  private static void noRelay(RoutingContext call) {
    throw ApiProblem.of(
        501,
        "relay between workers isn't available in this version: dial the worker that runs the session");
  }

  private static void unknown(RoutingContext call) {
    throw ApiProblem.of(404, "no such path or method in the worker API");
  }

  /** No route is asked for a path that can't be decoded. */
  private static void malformed(RoutingContext call) {
    refuse(call, ApiProblem.invalid("the path can't be read: write % as %25"));
  }

  private Handler<RoutingContext> pool(Handler<RoutingContext> action) {
    return guarded(
        call -> {
          access.check(call.request());
          action.handle(call);
        });
  }

  private Handler<RoutingContext> guarded(Handler<RoutingContext> action) {
    return call -> {
      try {
        action.handle(call);
      } catch (ApiProblem problem) {
        refuse(call, problem);
      }
    };
  }

  private void answer(RoutingContext call, Future<?> value) {
    value.onSuccess(body -> write(call, body)).onFailure(call::fail);
  }

  private static void write(RoutingContext call, Object body) {
    call.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(Buffer.buffer(WireJson.write(body)));
  }

  private void failed(RoutingContext call) {
    if (call.failure() instanceof ApiProblem problem) {
      refuse(call, problem);
    } else if (call.statusCode() == 413) {
      refuse(call, ApiProblem.of(413, "a body holds at most " + MAX_BODY + " bytes"));
    } else {
      LOG.errorf(call.failure(), "the worker API failed at %s", call.request().method());
      refuse(call, ApiProblem.of(500, "the worker failed: its log says why"));
    }
  }

  private static void refuse(RoutingContext call, ApiProblem problem) {
    var response = call.response();
    if (problem.status() == 401) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    response
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(problem.body().encode());
  }

  private static String uid(RoutingContext call) {
    var uid = call.pathParam("uid");
    if (!uid.matches("[A-Za-z0-9._-]{1,64}")) {
      throw ApiProblem.invalid("a session's uid has 1 to 64 letters, digits, dots and dashes");
    }
    return uid;
  }
}

package dev.avataroperator.gateway;

import dev.avataroperator.credential.ConsoleAccount;
import dev.avataroperator.credential.MintException;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.credential.SessionTokenMinter;
import dev.avataroperator.gateway.BrokerBook.Open;
import dev.avataroperator.gateway.BrokerBook.Shut;
import dev.avataroperator.net.Places;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Answers token calls: a session's broker key in, a fresh single-use session token out. */
final class BrokerDesk {
  private static final Logger LOG = Logger.getLogger(BrokerDesk.class);
  private static final int MINTING_AT_ONCE = 64;
  private static final int AT_ONE_CONSOLE = 16;
  private static final int FOR_ONE_SESSION = 4;
  private static final long READ_MS = 10_000;
  private static final int BURST = 10;
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration SETTLING = Duration.ofSeconds(30);

  private final Vertx vertx;
  private final BrokerBook book;
  private final SessionTokenMinter minter;
  private final Clock clock;
  private final Duration longest;
  private final Instant opened;
  private final WorkerExecutor minting;
  private final CallRate rate;
  private final Places consoles = new Places(MINTING_AT_ONCE, AT_ONE_CONSOLE);
  private final Places sessions = new Places(MINTING_AT_ONCE, FOR_ONE_SESSION);

  BrokerDesk(Vertx vertx, BrokerSettings settings, BrokerBook book, BrokerServer.Parts parts) {
    this.vertx = vertx;
    this.book = book;
    this.minter = parts.minter();
    this.clock = parts.clock();
    this.rate = new CallRate(BURST, PAUSE, parts.nanoTime());
    this.longest = settings.tokenLife();
    this.opened = clock.instant();
    this.minting = vertx.createSharedWorkerExecutor("broker", MINTING_AT_ONCE);
  }

  void handle(HttpServerRequest request) {
    BrokerCall.of(request)
        .ifPresentOrElse(this::handle, () -> request.response().setStatusCode(404).end());
  }

  void close() {
    minting.close();
  }

  private void handle(BrokerCall call) {
    if (!call.isPost()) {
      call.refuse(405, "use POST");
      return;
    }
    var late =
        vertx.setTimer(
            READ_MS, timer -> call.refuse(408, "the request didn't come within 10 seconds"));
    call.read(
        body -> {
          vertx.cancelTimer(late);
          answer(call, body);
        });
  }

  private void answer(BrokerCall call, Buffer body) {
    var now = clock.instant();
    var found = book.find(call.key(), now);
    if (found.isEmpty()) {
      unknown(call, now);
    } else if (rate.call(found.get().session()).isPresent()) {
      call.refuse(429, "too many calls for this session: wait two seconds between them");
    } else if (found.get().access() instanceof Shut shut) {
      call.refuse(shut.status(), shut.why());
    } else if (found.get().access() instanceof Open open) {
      mint(call, body, found.get().session(), open.account());
    }
  }

  /**
   * Just after a start a session may not have been looked at yet: that isn't held against a key.
   */
  private void unknown(BrokerCall call, Instant now) {
    var isSettling = now.isBefore(opened.plus(SETTLING)) && !call.key().isEmpty();
    if (isSettling && !book.isWithdrawn(call.key())) {
      call.refuse(503, "the operator has just started: try again in some seconds");
    } else {
      call.refuse(
          401,
          "X-Api-Key is no broker key of a session that runs:"
              + " read broker-key from the session's Secret");
    }
  }

  private void mint(BrokerCall call, Buffer body, String session, ConsoleAccount account) {
    if (call.dialect() != account.dialect()) {
      call.refuse(
          400,
          "the session's AvatarService speaks the dialect "
              + account.dialect()
              + ": use a client of that dialect");
      return;
    }
    try {
      var expiry = BrokerCall.expiry(body, clock.instant(), longest);
      mint(call, session, account, expiry);
    } catch (IllegalArgumentException e) {
      call.refuse(400, e.getMessage());
    }
  }

  /** A console that doesn't answer holds up its own accounts, and no others. */
  private void mint(BrokerCall call, String session, ConsoleAccount account, Instant expiry) {
    if (!sessions.enter(session)) {
      call.refuse(429, "this session's other calls aren't answered yet: wait for them");
      return;
    }
    var console = account.consoleUrl().toString();
    if (!consoles.enter(console)) {
      sessions.leave(session);
      call.refuse(503, "too many calls at once: try again in some seconds");
      return;
    }
    minting
        .executeBlocking(() -> minter.mint(account, expiry), false)
        .onComplete(
            done -> {
              consoles.leave(console);
              sessions.leave(session);
            })
        .onSuccess(token -> minted(call, session, token))
        .onFailure(failure -> failed(call, session, failure));
  }

  private static void minted(BrokerCall call, String session, SecretText token) {
    LOG.infof("session %s: its driver got a session token", session);
    call.answer().token(call.request().response(), token);
  }

  private static void failed(BrokerCall call, String session, Throwable failure) {
    LOG.infof("session %s: its driver got no session token: %s", session, failure.getMessage());
    if (failure instanceof MintException refusal) {
      call.refuse(call.answer().status(refusal.code()), refusal.getMessage());
    } else {
      call.refuse(500, "the operator failed: see its log");
    }
  }
}

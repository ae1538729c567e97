package dev.avataroperator.worker.service;

import dev.avataroperator.control.Assignment;
import dev.avataroperator.control.Assignment.SessionToken;
import dev.avataroperator.control.SessionReport.State;
import dev.avataroperator.credential.Backoff;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.egress.Capabilities;
import dev.avataroperator.egress.EgressDial;
import dev.avataroperator.egress.EgressDialer;
import dev.avataroperator.egress.EgressException;
import dev.avataroperator.egress.EgressFailure;
import dev.avataroperator.egress.EgressListener;
import dev.avataroperator.egress.EgressTarget;
import dev.avataroperator.egress.PlaybackSignal;
import dev.avataroperator.worker.Orders;
import dev.avataroperator.worker.speech.FakeConnection;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A link with a dialer that tests answer for, a clock that they move, and notes of what it tells.
 */
abstract class ServiceLinkRig implements EgressDialer, ServiceLink.Owner {
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  final List<String> dialled = new ArrayList<>();
  final List<String> heard = new ArrayList<>();
  final List<State> reported = new ArrayList<>();
  long now = Duration.ofHours(1).toNanos();
  Promise<Confirmed> dial;
  EgressListener listener;
  FakeConnection connection;
  final ServiceLink link =
      new ServiceLink(
          new ServiceLink.Sources(
              this, Clock.fixed(NOW, ZoneOffset.UTC), () -> now, new Backoff(() -> 0)),
          this);

  @Override
  public EgressDial dial(EgressTarget target, SecretText token, EgressListener heard) {
    dialled.add(token.reveal());
    dial = Promise.promise();
    listener = heard;
    var future = dial.future();
    return new EgressDial() {
      @Override
      public Future<Confirmed> confirmed() {
        return future;
      }

      @Override
      public void cancel() {}
    };
  }

  @Override
  public void connected(Confirmed confirmed) {}

  @Override
  public void disconnected(EgressFailure failure) {}

  @Override
  public void animation(String requestId, boolean end) {}

  @Override
  public void playback(PlaybackSignal signal) {
    heard.add(signal.requestId() + " " + signal.state() + " " + signal.playedMs());
  }

  @Override
  public void requestFailed(String requestId, EgressFailure failure) {}

  @Override
  public void linkChanged() {
    reported.add(link.state());
  }

  void confirm() {
    connection = new FakeConnection();
    dial.complete(new Confirmed(connection, "c1", Capabilities.NONE, Duration.ZERO, Duration.ZERO));
  }

  void refuse(EgressFailure failure, boolean presented) {
    dial.fail(new EgressException(failure, presented));
  }

  void pass(Duration time) {
    for (var passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plusMillis(20)) {
      now += Duration.ofMillis(20).toNanos();
      link.tick();
    }
  }

  static SessionToken token(long generation) {
    return new SessionToken(
        generation, SecretText.of("token-" + generation), NOW.plusSeconds(3_600));
  }

  static Assignment order(SessionToken... tokens) {
    return ORDER.tokens(tokens).assignment();
  }

  static final Orders ORDER = Orders.ingest("ws://127.0.0.1:1/x");
}

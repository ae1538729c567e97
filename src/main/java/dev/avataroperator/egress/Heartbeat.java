package dev.avataroperator.egress;

import io.vertx.core.Vertx;

/** Pings a peer and notices when it stops answering. */
final class Heartbeat {
  private final Vertx vertx;
  private final EgressSettings settings;
  private final Runnable ping;
  private final Runnable dead;
  private long timer = -1;

  Heartbeat(Vertx vertx, EgressSettings settings, Runnable ping, Runnable dead) {
    this.vertx = vertx;
    this.settings = settings;
    this.ping = ping;
    this.dead = dead;
  }

  /** Any pong proves life, an unsolicited one too; it puts the next ping off. */
  void alive() {
    stop();
    timer = vertx.setTimer(settings.pingEvery().toMillis(), fired -> ask());
  }

  void stop() {
    vertx.cancelTimer(timer);
  }

  private void ask() {
    timer = vertx.setTimer(settings.pongWithin().toMillis(), fired -> dead.run());
    ping.run();
  }
}

package dev.avataroperator.egress;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a session told, in order, and on which contexts. */
final class RecordingListener implements EgressListener {
  final List<String> events = new CopyOnWriteArrayList<>();
  final List<EgressFailure> errors = new CopyOnWriteArrayList<>();
  final List<EgressFailure> closed = new CopyOnWriteArrayList<>();
  final Set<Context> contexts = ConcurrentHashMap.newKeySet();

  @Override
  public void animation(String requestId, boolean end) {
    note("animation " + requestId + (end ? " end" : ""));
  }

  @Override
  public void playback(PlaybackSignal signal) {
    note(
        "playback "
            + signal.requestId()
            + " "
            + signal.state()
            + " "
            + signal.playedMs()
            + (signal.cause() == null ? "" : " " + signal.cause()));
  }

  @Override
  public void error(String requestId, EgressFailure failure) {
    errors.add(failure);
    note("error " + requestId + " " + failure.code());
  }

  @Override
  public void closed(EgressFailure failure) {
    closed.add(failure);
    note("closed " + failure.code());
  }

  private void note(String event) {
    contexts.add(Vertx.currentContext());
    events.add(event);
  }
}

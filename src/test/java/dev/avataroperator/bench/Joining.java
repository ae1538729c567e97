package dev.avataroperator.bench;

import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.LatencyStatus;
import dev.avataroperator.testing.SimulatorRecords.Connection;
import io.fabric8.kubernetes.api.model.Duration;
import java.text.ParseException;
import org.assertj.core.api.Assertions;

/** From a session that is applied to its first picture, in a browser that waits in the room. */
final class Joining {
  private final RoomRig rig;
  private final Figures figures;

  Joining(RoomRig rig, Figures figures) {
    this.rig = rig;
    this.figures = figures;
  }

  void run(int number) {
    var session = "join-" + number;
    try (var listener = new Listener(rig, rig.seat(session, "listener"))) {
      var applied = RoomRig.now();
      rig.apply(session);
      var frame = listener.firstFrame();
      var connection = joined(session);
      var confirmed = RoomRig.millis(connection.confirmedAt());
      var joined = RoomRig.millis(connection.publication().joinedAt());
      var latency = latency(session);
      figures.add(Point.APPLIED_TO_FRAME, frame - applied);
      figures.add(Point.APPLIED_TO_CONFIRMED, confirmed - applied);
      figures.add(Point.TOKEN_MINT, millis(latency.tokenMint()));
      figures.add(Point.CONNECT, millis(latency.connect()));
      figures.add(Point.CONFIRM, millis(latency.confirm()));
      figures.add(Point.CONFIRMED_TO_JOINED, joined - confirmed);
      figures.add(Point.JOINED_TO_SUBSCRIBED, listener.subscribed() - joined);
      figures.add(Point.SUBSCRIBED_TO_FRAME, frame - listener.subscribed());
      figures.add(Point.CONFIRMED_TO_FRAME, frame - confirmed);
    }
    rig.delete(session);
  }

  /** The same without anything of ours, but LiveKit and the listening browser. */
  void runBare(int number) {
    var room = "bare-join-" + number;
    try (var listener = new Listener(rig, rig.seat(room, "listener"));
        var publisher = new BarePublisher(rig)) {
      var began = publisher.join(rig.seat(room, "publisher"));
      figures.add(Point.BARE_JOIN_TO_FRAME, listener.firstFrame() - began);
    }
  }

  private Connection joined(String session) {
    var records = rig.tenant().installation().records();
    var room = rig.tenant().room(session);
    rig.tenant()
        .eventually(
            () ->
                Assertions.assertThat(records.inRoom(room))
                    .anyMatch(each -> each.publication().joinedAt() != null));
    return records.inRoom(room).get(0);
  }

  private LatencyStatus latency(String session) {
    rig.tenant()
        .eventually(
            () -> {
              var latency = rig.tenant().session(session).getStatus().latency();
              Assertions.assertThat(latency.tokenMint()).isNotNull();
              Assertions.assertThat(latency.confirm()).isNotNull();
            });
    return rig.tenant().session(session).getStatus().latency();
  }

  /** Of a duration such as 120ms. */
  private static double millis(String duration) {
    try {
      return Duration.parse(duration).getDuration().toNanos() / 1e6;
    } catch (ParseException e) {
      throw new AssertionError(duration, e);
    }
  }
}

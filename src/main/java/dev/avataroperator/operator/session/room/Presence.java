package dev.avataroperator.operator.session.room;

import static dev.avataroperator.status.ConditionType.Accepted;
import static dev.avataroperator.status.ConditionType.MediaPublishing;

import dev.avataroperator.control.SessionReport;
import dev.avataroperator.control.SessionReport.State;
import dev.avataroperator.operator.rooms.Sight;
import dev.avataroperator.operator.session.room.Connections.Connection;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The step that says whether people see and hear the avatar in its room. */
public final class Presence {
  /** A connection that is lost has so long to come back with its avatar. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** An avatar that leaves though its connection stands isn't about to come back. */
  private static final Duration SHORT_GRACE = Duration.ofSeconds(3);

  private static final String REMNANT =
      "The connection that brought the avatar into the room was lost; what still stands there"
          + " leaves once the LiveKit server notices.";
  private static final String PARKED = Reason.Parked.name();
  private static final String AWAITED = "Waiting for the driver to bring the avatar into the room.";
  private static final Duration AGAIN_SOON = Duration.ofSeconds(1);

  private final RoomWatch watch;
  private final Connections connections = new Connections();
  private final Map<String, Instant> missingSince = new ConcurrentHashMap<>();
  private final Map<String, Confirm> confirms = new ConcurrentHashMap<>();
  private final Map<String, Duration> confirmToPublished = new ConcurrentHashMap<>();

  private record Confirm(long epoch, Instant at) {}

  public Presence(RoomWatch watch) {
    this.watch = watch;
  }

  /** Whether its room may have been looked into; it isn't waited for where it isn't accepted. */
  public static boolean isToJudge(Turn turn) {
    return turn.conditions().holds(Accepted) || turn.sight().kind() != Sight.Kind.UNKNOWN;
  }

  /** What the room shows, against what the worker reports. */
  public void judge(Turn turn, SessionReport report) {
    var stored = turn.storedCondition(MediaPublishing);
    if (report.state() == State.Parked) {
      missingSince.remove(turn.uid());
      confirms.remove(turn.uid());
      connections.forget(turn.uid());
    } else if (report.state() == State.Streaming) {
      if (connections.stands(turn.uid(), turn.now(), isNoted(turn, report))) {
        watch.doubt(turn);
      }
      confirmed(turn, report, stored);
      judge(turn, stored);
    } else if (wasJudged(stored)) {
      lost(turn);
      judge(turn, stored);
      denyRemnant(turn);
    }
  }

  /** Whether it is the connection that was noted: another one's avatar wasn't seen yet. */
  private static boolean isNoted(Turn turn, SessionReport report) {
    return turn.stored()
        .map(status -> status.connectionId())
        .filter(noted -> noted.equals(report.connectionId()))
        .isPresent();
  }

  /** What the room shows while nobody tells of the connection. */
  public void judgeUntold(Turn turn) {
    var stored = turn.storedCondition(MediaPublishing);
    if (wasJudged(stored) && isToJudge(turn)) {
      lost(turn);
      judge(turn, stored);
    }
  }

  /** The same for an avatar that others drive: whether they have brought it into the room. */
  public void judgeBrought(Turn turn) {
    var stored = turn.storedCondition(MediaPublishing);
    var kind = turn.sight().kind();
    if (kind == Sight.Kind.UNKNOWN && stored.isPresent()) {
      turn.conditions().keep(MediaPublishing);
    } else if (kind == Sight.Kind.UNKNOWN || isAwaited(turn)) {
      turn.conditions().isFalse(MediaPublishing, Reason.Connecting, AWAITED);
    } else {
      judge(turn, stored);
    }
  }

  /** Nobody has seen it yet, so nothing is lost. */
  private static boolean isAwaited(Turn turn) {
    var kind = turn.sight().kind();
    return (kind == Sight.Kind.ABSENT || kind == Sight.Kind.INCOMPLETE) && !wasSeen(turn);
  }

  /**
   * Whether the avatar was in the room and isn't any more, although the connection that brought it
   * stands: it was removed, or the service has lost it.
   */
  public boolean isRemoved(Turn turn, SessionReport report) {
    var isOfEpoch =
        turn.stored()
            .filter(status -> status.epoch() != null && status.epoch() == report.epoch())
            .isPresent();
    return isOfEpoch
        && report.state() == State.Streaming
        && connections.of(turn.uid()).filter(Connection::seen).isPresent()
        && isRemoved(turn);
  }

  /** The same where others drive, of whose connection nobody tells. */
  public boolean isRemoved(Turn turn) {
    var kind = turn.sight().kind();
    return wasSeen(turn)
        && (kind == Sight.Kind.ABSENT || kind == Sight.Kind.TAKEN)
        && turn.conditions().denies(MediaPublishing);
  }

  private static boolean wasSeen(Turn turn) {
    return turn.stored().map(status -> status.rtc()).map(rtc -> rtc.participantSid()).isPresent();
  }

  /** From the confirm to the avatar's tracks in the room, as last measured. */
  public Optional<Duration> confirmToPublished(String uid) {
    return Optional.ofNullable(confirmToPublished.get(uid));
  }

  public void forget(String uid) {
    watch.forget(uid);
    missingSince.remove(uid);
    confirms.remove(uid);
    connections.forget(uid);
    confirmToPublished.remove(uid);
  }

  private void judge(Turn turn, Optional<Condition> stored) {
    var sight = turn.sight();
    switch (sight.kind()) {
      case UNKNOWN -> unknown(turn, stored);
      case NOT_OBSERVABLE -> {
        missingSince.remove(turn.uid());
        turn.conditions().isUnknown(MediaPublishing, Reason.NotObservable, sight.message());
      }
      case PUBLISHING -> {
        missingSince.remove(turn.uid());
        connections.seen(turn.uid());
        published(turn);
        turn.conditions().isTrue(MediaPublishing, Reason.TrackSeen, sight.message());
      }
      default -> missing(turn, stored);
    }
  }

  /** Nobody has looked into the room yet: what is stored stays. */
  private static void unknown(Turn turn, Optional<Condition> stored) {
    if (wasJudged(stored)) {
      turn.conditions().keep(MediaPublishing);
    } else {
      turn.again(AGAIN_SOON);
      turn.awaitFacts();
    }
  }

  /** Nothing was lost of one that was never looked for, or is parked. */
  private static boolean wasJudged(Optional<Condition> stored) {
    return stored.filter(before -> !before.getReason().equals(PARKED)).isPresent();
  }

  /** The avatar may have gone with its connection. */
  private void lost(Turn turn) {
    if (connections.lose(turn.uid(), turn.now())) {
      watch.doubt(turn);
    }
  }

  /** Whom nobody brings into the room any more is there only until its server notices. */
  private void denyRemnant(Turn turn) {
    if (turn.sight().kind() != Sight.Kind.PUBLISHING) {
      return;
    }
    var until = connections.of(turn.uid()).orElseThrow().since().plus(GRACE);
    turn.again(until);
    if (!turn.now().isBefore(until)) {
      turn.conditions().isFalse(MediaPublishing, Reason.TrackMissing, REMNANT);
    }
  }

  /** Who was seen stays so for a while: a short loss isn't a failure. */
  private void missing(Turn turn, Optional<Condition> stored) {
    if (stored.filter(before -> has(before, "True")).isPresent()) {
      var until = missingUntil(turn);
      if (turn.now().isBefore(until)) {
        turn.again(until);
        turn.conditions().keep(MediaPublishing);
        return;
      }
    }
    turn.conditions().isFalse(MediaPublishing, Reason.TrackMissing, turn.sight().message());
  }

  private Instant missingUntil(Turn turn) {
    var since = missingSince.computeIfAbsent(turn.uid(), uid -> turn.now());
    var known = connections.of(turn.uid());
    var most = since.plus(GRACE);
    if (known.isEmpty()) {
      return most;
    }
    var allowed = known.get().since().plus(GRACE);
    var soon = since.plus(SHORT_GRACE);
    var until = known.get().stands() && allowed.isBefore(soon) ? soon : allowed;
    return until.isBefore(most) ? until : most;
  }

  /** The first report of a connection; its room is looked into at once. */
  private void confirmed(Turn turn, SessionReport report, Optional<Condition> stored) {
    var known = confirms.get(turn.uid());
    if (known != null && known.epoch() == report.epoch()) {
      return;
    }
    var isNew = stored.filter(condition -> has(condition, "True")).isEmpty();
    confirms.put(turn.uid(), new Confirm(report.epoch(), isNew ? turn.now() : Instant.MAX));
    if (isNew && turn.sight().isSeen() && turn.sight().kind() != Sight.Kind.PUBLISHING) {
      watch.lookNow(turn);
    }
  }

  private void published(Turn turn) {
    var confirm = confirms.get(turn.uid());
    if (confirm != null && confirm.at().isBefore(turn.sight().at())) {
      var took = Duration.between(confirm.at(), turn.sight().at());
      confirmToPublished.put(turn.uid(), took);
      confirms.put(turn.uid(), new Confirm(confirm.epoch(), Instant.MAX));
    }
  }

  private static boolean has(Condition condition, String status) {
    return condition.getStatus().equals(status);
  }
}

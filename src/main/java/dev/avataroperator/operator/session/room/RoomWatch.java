package dev.avataroperator.operator.session.room;

import dev.avataroperator.api.v1alpha1.RtcProvider;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.rooms.RoomAddress;
import dev.avataroperator.operator.rooms.RoomReading;
import dev.avataroperator.operator.rooms.Rooms;
import dev.avataroperator.operator.rooms.Sight;
import dev.avataroperator.operator.session.turn.DrivenBy;
import dev.avataroperator.operator.session.turn.Ending;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.rtc.AvatarSeat;
import dev.avataroperator.rtc.Participant;
import dev.avataroperator.rtc.RtcAccount;
import dev.avataroperator.status.ConditionType;
import dev.avataroperator.status.Reason;
import dev.avataroperator.status.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Keeps an eye on the rooms of sessions, and says what they show. */
public final class RoomWatch {
  private static final Duration CONNECTING = Duration.ofSeconds(2);
  private static final Duration CONFLICT = Duration.ofSeconds(5);
  private static final Duration MISSING = Duration.ofSeconds(10);
  private static final Duration STEADY = Duration.ofSeconds(30);

  /** After a doubt a room is looked into often for so long. */
  private static final Duration DOUBT = Duration.ofSeconds(30);

  /** Whoever is missing for so long is looked for less often. */
  private static final Duration LONG = Duration.ofSeconds(60);

  /** A start waits no longer for the first look into its room. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final Rooms rooms;
  private final Map<String, Instant> waiting = new ConcurrentHashMap<>();
  private final Map<String, Instant> doubted = new ConcurrentHashMap<>();
  private final Map<String, String> leaving = new ConcurrentHashMap<>();
  private final Function<Turn, Optional<String>> noted;

  /**
   * @param noted the stay (sid) of the avatar of the connection before, as it was noted for a
   *     restart of the operator
   */
  public RoomWatch(Rooms rooms, Function<Turn, Optional<String>> noted) {
    this.rooms = rooms;
    this.noted = noted;
  }

  /** What the session's room shows; from now on it is looked into. */
  public Sight look(Turn turn, RtcProvider provider, RtcAccount account, AvatarSeat seat) {
    var server = account.rooms();
    if (server.isEmpty()) {
      return Sight.unobservable(
          "Channels of "
              + account.kind()
              + " aren't looked into, so whether people see and hear the avatar isn't known.");
    }
    var address = new RoomAddress(server.get(), seat.room(), provider);
    rooms.watch(turn.uid(), address, pace(turn, known(turn, seat)));
    return known(turn, seat);
  }

  /** What its room shows, which is looked into as before; for a session that isn't accepted now. */
  public void lookOn(Turn turn, AvatarSeat seat) {
    if (turn.sight().kind() == Sight.Kind.UNKNOWN) {
      turn.found(known(turn, seat));
    }
  }

  /** After a change of the server's address nothing that was known at the one before. */
  private Sight known(Turn turn, AvatarSeat seat) {
    return rooms.reading(turn.uid()).map(found -> sight(turn, found, seat)).orElse(Sight.unknown());
  }

  /**
   * Before a session starts: whether somebody else stands in its room under its identity, who would
   * be thrown out.
   */
  public boolean mayEnter(Turn turn) {
    var sight = turn.sight();
    if (Ending.isProvided(turn.session()) || (sight.isSeen() && sight.kind() != Sight.Kind.TAKEN)) {
      waiting.remove(turn.uid());
      return true;
    }
    return sight.kind() == Sight.Kind.TAKEN ? refuse(turn, sight) : !isWaiting(turn, sight);
  }

  /** A new connection begins: who stands in the room now is of the one before and will leave. */
  public void begins(Turn turn) {
    turn.sight()
        .avatar()
        .ifPresent(
            avatar -> {
              leaving.put(turn.uid(), avatar.sid());
              turn.found(turn.sight().withoutAvatar());
            });
  }

  /** Has the session's room looked into now. */
  void lookNow(Turn turn) {
    rooms.lookFor(turn.uid());
  }

  /** The avatar may have left, or have come back: the room is looked into now, and often. */
  void doubt(Turn turn) {
    var until = turn.now().plus(DOUBT);
    doubted.put(turn.uid(), until);
    turn.again(until);
    rooms.lookFor(turn.uid(), CONNECTING);
  }

  public void forget(String uid) {
    rooms.forget(uid);
    doubted.remove(uid);
    waiting.remove(uid);
    leaving.remove(uid);
  }

  private boolean refuse(Turn turn, Sight sight) {
    turn.again(CONFLICT);
    turn.conditions()
        .isFalse(
            ConditionType.Accepted,
            Reason.RoomConflict,
            sight.message() + " Have them leave, or use another identity.");
    return false;
  }

  /** The first look comes soon, also when it fails. */
  private boolean isWaiting(Turn turn, Sight sight) {
    if (sight.kind() != Sight.Kind.UNKNOWN) {
      waiting.remove(turn.uid());
      return false;
    }
    var end = waiting.computeIfAbsent(turn.uid(), uid -> turn.now()).plus(PATIENCE);
    if (turn.now().isBefore(end)) {
      turn.again(end);
      turn.awaitFacts();
      return true;
    }
    return false;
  }

  private Sight sight(Turn turn, RoomReading reading, AvatarSeat seat) {
    return without(turn, of(turn, reading, seat));
  }

  /** Without the avatar of the connection before. */
  Sight without(Turn turn, Sight sight) {
    var stay = sight.avatar().map(Participant::sid);
    if (stay.isPresent() && (isLeaving(turn, stay.get()) || stay.equals(noted.apply(turn)))) {
      return sight.withoutAvatar();
    }
    if (sight.isSeen()) {
      leaving.remove(turn.uid());
    }
    return sight;
  }

  /**
   * An agent's own key makes the avatar's token, which then bears no marks of ours: it is known by
   * its kind, and from others of that kind by its having been sent for.
   */
  private static Sight of(Turn turn, RoomReading reading, AvatarSeat seat) {
    if (DrivenBy.of(turn.session()) != DrivenBy.AGENT) {
      return Sight.of(reading, seat.identity(), marks(seat));
    }
    var sight = Sight.of(reading, seat.identity(), Map.of());
    var isOurs = sight.avatar().filter(Participant::isOfAgent).isPresent();
    return sight.avatar().isEmpty() || (isOurs && Ending.isProvided(turn.session()))
        ? sight
        : sight.ofSomebodyElse();
  }

  private boolean isLeaving(Turn turn, String stay) {
    return stay.equals(leaving.get(turn.uid()));
  }

  /** What the tokens of the session give its avatar, and nobody else has. */
  static Map<String, String> marks(AvatarSeat seat) {
    return seat.attributes().entrySet().stream()
        .filter(mark -> mark.getKey().startsWith(Names.GROUP + "/"))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private Duration pace(Turn turn, Sight sight) {
    var isParked = Ending.isIn(turn.session(), SessionState.Parked);
    if (sight.kind() == Sight.Kind.TAKEN) {
      return CONFLICT;
    }
    if (isDoubted(turn)) {
      return CONNECTING;
    }
    if (isParked || sight.kind() == Sight.Kind.PUBLISHING) {
      return STEADY;
    }
    return isLongMissing(turn) ? MISSING : CONNECTING;
  }

  private boolean isDoubted(Turn turn) {
    var until = doubted.get(turn.uid());
    if (until == null || !turn.now().isBefore(until)) {
      doubted.remove(turn.uid());
      return false;
    }
    turn.again(until);
    return true;
  }

  private static boolean isLongMissing(Turn turn) {
    return turn.storedCondition(ConditionType.MediaPublishing)
        .filter(condition -> condition.getStatus().equals("False"))
        .map(condition -> Instant.parse(condition.getLastTransitionTime()).plus(LONG))
        .filter(end -> end.isBefore(turn.now()))
        .isPresent();
  }
}

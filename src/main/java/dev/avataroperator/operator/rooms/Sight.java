package dev.avataroperator.operator.rooms;

import dev.avataroperator.rtc.Participant;
import dev.avataroperator.rtc.Participant.Track;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a room shows of one avatar.
 *
 * @param message for people
 * @param avatar who bears its identity, if somebody does and is it
 * @param people the stays (sids) of the people in the room
 * @param leaving the stay (sid) of an avatar that isn't the session's any more, if it is still
 *     there
 * @param at when it was seen
 */
public record Sight(
    Kind kind,
    String message,
    Optional<Participant> avatar,
    Set<String> people,
    Optional<String> leaving,
    Instant at) {

  /** How it stands. */
  public enum Kind {
    /** Nobody has looked yet. */
    UNKNOWN,
    /** The room can't be looked into. */
    NOT_OBSERVABLE,
    /** It isn't there. */
    ABSENT,
    /** Somebody else bears its identity. */
    TAKEN,
    /** It is there, without picture or sound. */
    INCOMPLETE,
    /** People can see and hear it. */
    PUBLISHING
  }

  private static final String TAKEN = "Somebody else is in the room under the avatar's identity.";
  private static final Set<Track> NEEDED = EnumSet.allOf(Track.class);

  /** With nobody who is about to leave. */
  public Sight(
      Kind kind, String message, Optional<Participant> avatar, Set<String> people, Instant at) {
    this(kind, message, avatar, people, Optional.empty(), at);
  }

  /** Before the first look. */
  public static Sight unknown() {
    return new Sight(Kind.UNKNOWN, "", Optional.empty(), Set.of(), Instant.MIN);
  }

  /** At a vendor whose rooms can't be looked into. */
  public static Sight unobservable(String why) {
    return new Sight(Kind.NOT_OBSERVABLE, why, Optional.empty(), Set.of(), Instant.MIN);
  }

  /**
   * What a reading says of the avatar.
   *
   * @param marks attributes by which the avatar is known from others of its identity
   */
  public static Sight of(RoomReading reading, String identity, Map<String, String> marks) {
    if (reading.failure().isPresent()) {
      var why = reading.failure().get().getMessage();
      return unobservable("Whether people see and hear the avatar isn't known. " + why);
    }
    var people =
        reading.participants().stream()
            .filter(Participant::isPerson)
            .map(Participant::sid)
            .collect(Collectors.toUnmodifiableSet());
    var bearer =
        reading.participants().stream()
            .filter(participant -> participant.identity().equals(identity))
            .findFirst();
    if (bearer.isEmpty()) {
      var message = "The avatar isn't in the room.";
      return new Sight(Kind.ABSENT, message, bearer, people, reading.at());
    }
    if (!bearer.get().attributes().entrySet().containsAll(marks.entrySet())) {
      return new Sight(Kind.TAKEN, TAKEN, Optional.empty(), people, reading.at());
    }
    return of(bearer.get(), people, reading.at());
  }

  private static Sight of(Participant avatar, Set<String> people, Instant at) {
    if (avatar.tracks().containsAll(NEEDED)) {
      var message = "The avatar's picture and sound are in the room.";
      return new Sight(Kind.PUBLISHING, message, Optional.of(avatar), people, at);
    }
    var missing =
        NEEDED.stream()
            .filter(track -> !avatar.tracks().contains(track))
            .map(track -> describe(track, avatar.muted().contains(track)))
            .collect(Collectors.joining(" and "));
    var message = "The avatar is in the room, but " + missing + ".";
    return new Sight(Kind.INCOMPLETE, message, Optional.of(avatar), people, at);
  }

  private static String describe(Track track, boolean muted) {
    var name = track == Track.CAMERA ? "its picture" : "its sound";
    return name + (muted ? " is muted" : " is missing");
  }

  /** The same, but the avatar is of an earlier connection and about to leave. */
  public Sight withoutAvatar() {
    return new Sight(
        Kind.ABSENT,
        "The avatar isn't in the room yet.",
        Optional.empty(),
        people,
        avatar.map(Participant::sid),
        at);
  }

  /** The same, but who bears the identity isn't the avatar. */
  public Sight ofSomebodyElse() {
    return new Sight(Kind.TAKEN, TAKEN, Optional.empty(), people, at);
  }

  /** Whether the room was seen. */
  public boolean isSeen() {
    return kind != Kind.UNKNOWN && kind != Kind.NOT_OBSERVABLE;
  }
}

package dev.avataroperator.operator.rooms;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/**
 * Has each server asked for one of its rooms every few seconds, where nobody asks anyway: a server
 * that died tells nobody, and what it showed last would be believed for half a minute.
 */
final class Pulse {
  /** How often it is felt, in seconds. */
  static final long BEAT_S = 2;

  private static final Duration LONGEST = Duration.ofSeconds(8);
  private static final Comparator<RoomPoll> BY_AGE = Comparator.comparing(RoomPoll::readAt);

  private Pulse() {}

  static void beat(Collection<RoomPoll> polls, Instant now) {
    polls.stream()
        .collect(Collectors.groupingBy(poll -> poll.address().server().key()))
        .values()
        .forEach(rooms -> ask(rooms, now.minus(LONGEST)));
  }

  private static void ask(Collection<RoomPoll> rooms, Instant since) {
    if (rooms.stream().allMatch(room -> room.readAt().isBefore(since))) {
      rooms.stream().min(BY_AGE).ifPresent(RoomPoll::lookSoon);
    }
  }

  /** What one room of a server was told at a failure, the others are to hear soon. */
  static void spread(Collection<RoomPoll> polls, RoomPoll failed) {
    var server = failed.address().server().key();
    polls.stream()
        .filter(other -> other != failed && !other.failed())
        .filter(other -> other.address().server().key().equals(server))
        .forEach(RoomPoll::lookSoon);
  }
}

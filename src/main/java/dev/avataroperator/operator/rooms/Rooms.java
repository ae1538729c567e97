package dev.avataroperator.operator.rooms;

import dev.avataroperator.rtc.RoomException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Looks into the rooms of sessions again and again, at the pace of the session that needs it most,
 * and tells sessions when what is known of their room is new. After its last session has gone a
 * room is looked into for a while longer, so that nothing of it stays behind. A server that fails
 * in one room is asked for its others at once.
 */
public final class Rooms {
  private static final int THREADS = 8;
  private static final int MOST_LINGERING = 4_096;

  private final Map<String, RoomPoll> polls = new ConcurrentHashMap<>();
  private final Map<String, RoomPoll> bySession = new ConcurrentHashMap<>();
  private final RoomPoll.Parts parts;
  private final Clock clock;
  private volatile RoomListener listener;

  public Rooms(RoomServers servers, Clock clock, RandomGenerator random) {
    var threads = new ScheduledThreadPoolExecutor(THREADS, Rooms::thread);
    threads.setRemoveOnCancelPolicy(true);
    this.clock = clock;
    threads.scheduleWithFixedDelay(
        () -> Pulse.beat(polls.values(), clock.instant()),
        Pulse.BEAT_S,
        Pulse.BEAT_S,
        TimeUnit.SECONDS);
    this.parts = new RoomPoll.Parts(servers, clock, random, threads, this::heard, this::done);
  }

  /** Set once, before the first watch. */
  public void listen(RoomListener given) {
    listener = given;
  }

  /** The session's room is looked into at this pace at least. */
  public void watch(String uid, RoomAddress address, Duration pace) {
    var before = bySession.get(uid);
    if (before != null && !before.address().key().equals(address.key())) {
      forget(uid);
    }
    var poll =
        polls.compute(
            address.key(),
            (key, known) -> {
              var present = known == null ? new RoomPoll(parts, address) : known;
              present.watch(uid, address, pace);
              return present;
            });
    bySession.put(uid, poll);
  }

  /** What is known of the session's room; empty before the first look on its behalf. */
  public Optional<RoomReading> reading(String uid) {
    return Optional.ofNullable(bySession.get(uid)).flatMap(poll -> poll.reading(uid));
  }

  /** Whether the room is looked into anyway. */
  boolean isWatched(RoomAddress address) {
    return polls.containsKey(address.key());
  }

  /** Looks into a room once, on the caller's thread. */
  void visit(RoomAddress address) throws RoomException {
    listener.roomRead(address, RoomReading.of(clock.instant(), parts.servers().list(address)));
  }

  /** Has the room looked into soon; for whatever hears that something happened there. */
  public void look(RoomAddress address) {
    Optional.ofNullable(polls.get(address.key())).ifPresent(RoomPoll::lookSoon);
  }

  /** The same, for who stands in it. */
  public void lookFor(String uid) {
    Optional.ofNullable(bySession.get(uid)).ifPresent(RoomPoll::lookSoon);
  }

  /** The same, and from then on at this pace at least, until another is asked for. */
  public void lookFor(String uid, Duration pace) {
    Optional.ofNullable(bySession.get(uid)).ifPresent(poll -> poll.hurry(uid, pace));
  }

  /**
   * The room is looked into until then at least, though no session is in it: somebody may still
   * have a token for it.
   */
  public void linger(RoomAddress address, Instant until) {
    polls.compute(
        address.key(),
        (key, known) -> {
          if (known == null && polls.size() >= MOST_LINGERING) {
            return null;
          }
          var present = known == null ? new RoomPoll(parts, address) : known;
          present.linger(until);
          return present;
        });
  }

  /** The session has left its room, or is gone. */
  public void forget(String uid) {
    Optional.ofNullable(bySession.remove(uid)).ifPresent(poll -> poll.forget(uid));
  }

  private void heard(RoomPoll poll, RoomReading reading) {
    poll.toldOf(reading).forEach(listener::roomChanged);
    if (reading.failure().isEmpty()) {
      listener.roomRead(poll.address(), reading);
    } else {
      Pulse.spread(polls.values(), poll);
    }
  }

  private void done(RoomPoll poll) {
    polls.computeIfPresent(
        poll.address().key(), (key, known) -> known == poll && poll.isDone() ? null : known);
  }

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "room-looks");
    thread.setDaemon(true);
    return thread;
  }
}

package dev.avataroperator.operator.rooms;

import dev.avataroperator.rtc.RoomException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** The looks into one room: never two at a time, each at the time that its sessions need. */
final class RoomPoll {
  private static final Logger LOG = Logger.getLogger(RoomPoll.class);

  /** A reading this old is as good as a new one. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  private static final Duration LINGER = Duration.ofSeconds(60);
  private static final Duration LINGERING_PACE = Duration.ofSeconds(5);
  private static final Duration SLOWEST_PACE = Duration.ofMinutes(5);

  /** Of the time since it was left. */
  private static final long LINGERING_PART = 12;

  private static final Duration SOON = Duration.ofMillis(100);
  private static final Duration LEAST = Duration.ofMillis(500);
  private static final double JITTER = 0.2;

  /** What all polls share. */
  record Parts(
      RoomServers servers,
      Clock clock,
      RandomGenerator random,
      ScheduledExecutorService threads,
      BiConsumer<RoomPoll, RoomReading> heard,
      Consumer<RoomPoll> done) {}

  /** A session; {@code told}: it has been told of a reading since it came. */
  private record Watcher(Duration pace, boolean told) {}

  private final Parts parts;
  private final Map<String, Watcher> watchers = new HashMap<>();
  private RoomAddress address;
  private RoomReading reading;
  private Instant leftAt;
  private Instant lingersUntil = Instant.MIN;
  private Instant due;
  private Future<?> next;
  private boolean looking;
  private boolean again;
  private boolean done;

  RoomPoll(Parts parts, RoomAddress address) {
    this.parts = parts;
    this.address = address;
    this.leftAt = now();
  }

  synchronized RoomAddress address() {
    return address;
  }

  synchronized void watch(String uid, RoomAddress from, Duration pace) {
    address = from;
    done = false;
    var known = watchers.get(uid);
    var told = known == null ? isFresh() : known.told();
    watchers.put(uid, new Watcher(pace, told));
    schedule(reading == null || !told ? now() : reading.at().plus(wait(pace)));
  }

  synchronized Optional<RoomReading> reading(String uid) {
    var watcher = watchers.get(uid);
    return watcher == null || !watcher.told() ? Optional.empty() : Optional.ofNullable(reading);
  }

  /** Not more than twice a second, however often it is asked for. */
  synchronized void lookSoon() {
    var soon = now().plus(SOON);
    var earliest = reading == null ? soon : reading.at().plus(LEAST);
    again = looking;
    schedule(soon.isBefore(earliest) ? earliest : soon);
  }

  synchronized void hurry(String uid, Duration pace) {
    watchers.computeIfPresent(uid, (id, watcher) -> new Watcher(pace, watcher.told()));
    lookSoon();
  }

  synchronized void forget(String uid) {
    watchers.remove(uid);
    linger(now().plus(LINGER));
  }

  /** It is looked into until then at least, though no session is in it. */
  synchronized void linger(Instant until) {
    done = false;
    lingersUntil = until.isAfter(lingersUntil) ? until : lingersUntil;
    if (watchers.isEmpty()) {
      leftAt = now();
      schedule(leftAt.plus(SOON));
    }
  }

  /** Takes the reading in; the sessions to which it is news. */
  synchronized List<String> toldOf(RoomReading fresh) {
    var changed = !fresh.saysTheSameAs(reading);
    var news = new ArrayList<String>();
    watchers.replaceAll(
        (uid, watcher) -> {
          if (changed || !watcher.told()) {
            news.add(uid);
          }
          return new Watcher(watcher.pace(), true);
        });
    reading = fresh;
    return news;
  }

  /** Nobody needs it, and nothing can have stayed behind. */
  synchronized boolean isDone() {
    return done;
  }

  /** Of the last look; long ago where there was none. */
  synchronized Instant readAt() {
    return reading == null ? Instant.MIN : reading.at();
  }

  private boolean isFresh() {
    return reading != null && reading.at().isAfter(now().minus(FRESH));
  }

  /** At this time, unless it is to happen earlier anyway. */
  private void schedule(Instant at) {
    if (looking || (next != null && !at.isBefore(due))) {
      return;
    }
    if (next != null) {
      next.cancel(false);
    }
    due = at;
    var wait = Math.max(0, Duration.between(now(), at).toMillis());
    next = parts.threads().schedule(this::look, wait, TimeUnit.MILLISECONDS);
  }

  private void look() {
    RoomAddress where;
    synchronized (this) {
      next = null;
      looking = true;
      where = address;
    }
    try {
      parts.heard().accept(this, read(where));
    } catch (RuntimeException e) {
      LOG.warnf("a room of %s wasn't looked into: %s", where.server(), e.getMessage());
    } finally {
      goOn();
    }
  }

  private RoomReading read(RoomAddress where) {
    try {
      return RoomReading.of(now(), parts.servers().list(where));
    } catch (RoomException e) {
      return RoomReading.failed(now(), e);
    }
  }

  private void goOn() {
    synchronized (this) {
      looking = false;
      done = watchers.isEmpty() && now().isAfter(lingersUntil);
      if (!done) {
        schedule(now().plus(again ? LEAST : failed() ? afterFailure() : wait(pace())));
        again = false;
      }
    }
    parts.done().accept(this);
  }

  /** Whether the last look failed, or there was none. */
  synchronized boolean failed() {
    return reading == null || reading.failure().isPresent();
  }

  /** As soon as the server is called again. */
  private Duration afterFailure() {
    return parts.servers().pause(address.server()).plus(SOON);
  }

  private Duration pace() {
    return watchers.values().stream()
        .map(Watcher::pace)
        .min(Duration::compareTo)
        .orElseGet(this::lingeringPace);
  }

  /** Slower with time: who comes back does so soon. */
  private Duration lingeringPace() {
    var part = Duration.between(leftAt, now()).dividedBy(LINGERING_PART);
    var pace = part.compareTo(LINGERING_PACE) < 0 ? LINGERING_PACE : part;
    return pace.compareTo(SLOWEST_PACE) > 0 ? SLOWEST_PACE : pace;
  }

  /** More or less, so that rooms aren't all looked into at once. */
  private Duration wait(Duration pace) {
    var part = 1 + JITTER * (2 * parts.random().nextDouble() - 1);
    return Duration.ofMillis((long) (pace.toMillis() * part));
  }

  private Instant now() {
    return parts.clock().instant();
  }
}

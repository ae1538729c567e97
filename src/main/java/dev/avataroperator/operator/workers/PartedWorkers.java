package dev.avataroperator.operator.workers;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Workers that were taken out of their pool and may still run sessions: their lines are kept, so
 * that what they run can be ended or moved, until their lease would be over. Bounded by what pools
 * named within that time.
 */
final class PartedWorkers {
  /** An end that was told is told again when its resource couldn't be written then. */
  private static final Duration ASKED_AGAIN = Duration.ofMinutes(1);

  private final Map<Key, Parted> lines = new ConcurrentHashMap<>();
  private final Clock clock;
  private final Instant started;

  PartedWorkers(Clock clock) {
    this.clock = clock;
    this.started = clock.instant();
  }

  private record Key(String namespace, String worker) {}

  private record Parted(WorkerLink link, Instant since) {
    /** What runs nothing needs no line. */
    boolean isEmpty() {
      var view = link.view();
      return view.reachable() && view.assigned() == 0;
    }
  }

  void add(String namespace, WorkerLink link) {
    lines.put(new Key(namespace, link.endpoint().name()), new Parted(link, clock.instant()));
  }

  /** It is in a pool again. */
  void remove(String namespace, String worker) {
    Optional.ofNullable(lines.remove(new Key(namespace, worker)))
        .ifPresent(parted -> parted.link().close());
  }

  Optional<WorkerLink> find(String namespace, String worker) {
    return Optional.ofNullable(lines.get(new Key(namespace, worker)))
        .filter(parted -> !isOver(parted, Workers.LEASE))
        .map(Parted::link);
  }

  /** Whether a worker without a line may go on: counted from its line's end, or our own start. */
  boolean mayStillRun(String worker) {
    return lines.keySet().stream().anyMatch(key -> key.worker().equals(worker))
        || clock.instant().isBefore(started.plus(Workers.LEASE));
  }

  /** Gives up lines whose time is over; their workers' leases run on for as long once more. */
  void prune() {
    lines.values().removeIf(this::isGivenUp);
  }

  private boolean isGivenUp(Parted parted) {
    var needless = isOver(parted, ASKED_AGAIN) && parted.isEmpty();
    if (needless || isOver(parted, Workers.LEASE)) {
      parted.link().close();
    }
    return needless || isOver(parted, Workers.LEASE.multipliedBy(2));
  }

  private boolean isOver(Parted parted, Duration time) {
    return clock.instant().isAfter(parted.since().plus(time));
  }
}

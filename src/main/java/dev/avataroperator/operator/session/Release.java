package dev.avataroperator.operator.session;

import dev.avataroperator.control.SessionReport;
import dev.avataroperator.operator.workers.WorkerCallException;
import dev.avataroperator.operator.workers.WorkerFleet;
import dev.avataroperator.operator.workers.WorkerLink;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends what a session has: the driving session at its worker, then its Secrets. A worker that can't
 * be reached gets ten seconds; nothing that is missing blocks.
 */
final class Release {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Map<String, Instant> firstTries = new ConcurrentHashMap<>();
  private final WorkerFleet fleet;
  private final OwnSecrets secrets;
  private final SessionEvents events;

  Release(WorkerFleet fleet, OwnSecrets secrets, SessionEvents events) {
    this.fleet = fleet;
    this.secrets = secrets;
    this.events = events;
  }

  /** As {@link #release(Turn, Instant)}, with the time counted from the first try. */
  boolean release(Turn turn) {
    var done = release(turn, firstTries.computeIfAbsent(turn.uid(), uid -> turn.now()));
    if (done) {
      firstTries.remove(turn.uid());
    }
    return done;
  }

  /** True when all is released; false asks for another try soon. */
  boolean release(Turn turn, Instant since) {
    var problem = endAtWorker(turn);
    var over = turn.now().isAfter(since.plus(PATIENCE));
    if (problem.isPresent() && !problem.get().ended() && !over) {
      return false;
    }
    problem.ifPresent(why -> events.teardownIncomplete(turn, why.message()));
    secrets.deleteAll(turn);
    return true;
  }

  /** Why the worker didn't say that it ended the session; {@code ended}: it can't run any more. */
  private record Problem(boolean ended, String message) {}

  private Optional<Problem> endAtWorker(Turn turn) {
    var worker = turn.stored().map(status -> status.worker());
    if (worker.isEmpty()) {
      return Optional.empty();
    }
    var pool = turn.namespace() + "/" + EffectiveSession.of(turn.session()).poolName();
    var link = fleet.link(pool, worker.get());
    if (link.isEmpty()) {
      return Optional.of(
          new Problem(
              fleet.knows(pool),
              "Worker "
                  + worker.get()
                  + " isn't in the pool any more: its session ends when its lease runs out."));
    }
    return end(turn, link.get());
  }

  private Optional<Problem> end(Turn turn, WorkerLink link) {
    var reported = link.session(turn.uid()).map(SessionReport::epoch).orElse(0L);
    try {
      link.delete(turn.uid(), Math.max(turn.storedEpoch(), reported), 0);
      return Optional.empty();
    } catch (WorkerCallException e) {
      return switch (e.kind()) {
        case UNKNOWN_SESSION -> Optional.empty();
        case REFUSED ->
            Optional.of(
                new Problem(
                    true,
                    e.getMessage()
                        + ". Its process has ended, and its sessions at the avatar service with"
                        + " it."));
        default ->
            Optional.of(
                new Problem(
                    false,
                    e.getMessage()
                        + ". The session ends at the avatar service by its idle timeout or when"
                        + " the worker's lease runs out."));
      };
    }
  }
}

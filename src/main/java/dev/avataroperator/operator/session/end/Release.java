package dev.avataroperator.operator.session.end;

import dev.avataroperator.control.SessionReport;
import dev.avataroperator.operator.session.credential.OwnSecrets;
import dev.avataroperator.operator.session.room.Departure;
import dev.avataroperator.operator.session.status.Measurements;
import dev.avataroperator.operator.session.status.SessionEvents;
import dev.avataroperator.operator.session.turn.EffectiveSession;
import dev.avataroperator.operator.session.turn.Ending;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.operator.workers.EndReason;
import dev.avataroperator.operator.workers.WorkerCallException;
import dev.avataroperator.operator.workers.WorkerFleet;
import dev.avataroperator.operator.workers.WorkerLink;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends what a session has: the driving session at its worker, what was sent to its room, its avatar
 * there, its Secrets. Who can't be reached gets ten seconds; nothing that is missing blocks.
 */
public final class Release {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Map<String, Instant> firstTries = new ConcurrentHashMap<>();
  private final WorkerFleet fleet;
  private final OwnSecrets secrets;
  private final Departure departure;
  private final Leftovers leftovers;
  private final SessionEvents events;
  private final Measurements measurements;

  /** What is taken away beside the session at the worker. */
  public record Ends(OwnSecrets secrets, Departure departure, Leftovers leftovers) {}

  public Release(WorkerFleet fleet, Ends ends, SessionEvents events, Measurements measurements) {
    this.fleet = fleet;
    this.secrets = ends.secrets();
    this.departure = ends.departure();
    this.leftovers = ends.leftovers();
    this.events = events;
    this.measurements = measurements;
  }

  /** What else a session has outside, beside what its worker runs. */
  public interface Leftovers {
    /** Takes it away; answers what couldn't be, for people. */
    Optional<String> takeAway(Turn turn);

    /**
     * What couldn't be taken away in time is remembered elsewhere; answers the Secrets that stay
     * for that.
     */
    Set<String> giveUp(Turn turn);
  }

  public void forget(String uid) {
    firstTries.remove(uid);
  }

  /** How far it came. */
  public enum Outcome {
    /** Nothing is left. */
    DONE,
    /** The worker didn't answer yet: try again soon. */
    PENDING,
    /** The worker didn't answer in time; what it runs ends by itself, or by the sweep. */
    GIVEN_UP
  }

  /** As {@link #release(Turn, Instant)}, with the time counted from the first try. */
  public Outcome release(Turn turn) {
    var outcome = release(turn, firstTries.computeIfAbsent(turn.uid(), uid -> turn.now()));
    if (outcome != Outcome.PENDING) {
      firstTries.remove(turn.uid());
    }
    return outcome;
  }

  /** Ends it at its worker and keeps the Secrets; false while the worker may still run it. */
  public boolean endAtWorker(Turn turn) {
    return endAtWorker(turn, EndReason.moved).filter(why -> !why.ended()).isEmpty();
  }

  public Outcome release(Turn turn, Instant since) {
    var problem = endAtWorker(turn, reason(turn));
    var left = leftovers.takeAway(turn);
    var open = left.isPresent() || (problem.isPresent() && !problem.get().ended());
    if (open && turn.now().isBefore(since.plus(PATIENCE))) {
      return Outcome.PENDING;
    }
    problem
        .filter(why -> !why.ended())
        .ifPresent(why -> events.teardownIncomplete(turn, why.message()));
    left.ifPresent(why -> events.teardownIncomplete(turn, why));
    if (!open && Ending.hasWorker(turn.session())) {
      departure.leave(turn);
    }
    secrets.deleteAll(turn, left.isPresent() ? leftovers.giveUp(turn) : Set.of());
    return open ? Outcome.GIVEN_UP : Outcome.DONE;
  }

  /** Why the worker didn't say that it ended the session; {@code ended}: it can't run any more. */
  private record Problem(boolean ended, String message) {}

  private Optional<Problem> endAtWorker(Turn turn, EndReason reason) {
    var worker = turn.stored().map(status -> status.worker());
    if (worker.isEmpty()) {
      return Optional.empty();
    }
    var pool = turn.namespace() + "/" + EffectiveSession.of(turn.session()).poolName();
    var link = fleet.find(turn.namespace(), pool, worker.get());
    if (link.isEmpty()) {
      return Optional.of(
          new Problem(
              !fleet.mayStillRun(worker.get()),
              "Worker "
                  + worker.get()
                  + " isn't in the pool any more: its session ends when its lease runs out."));
    }
    return end(turn, link.get(), reason);
  }

  private static EndReason reason(Turn turn) {
    return Boolean.TRUE.equals(turn.session().getSpec().suspend())
        ? EndReason.suspended
        : EndReason.finished;
  }

  private Optional<Problem> end(Turn turn, WorkerLink link, EndReason reason) {
    var reported = link.session(turn.uid()).map(SessionReport::epoch).orElse(0L);
    try {
      link.delete(turn.uid(), Math.max(turn.storedEpoch(), reported), reason)
          .ifPresent(last -> measurements.account(turn, last));
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

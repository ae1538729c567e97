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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends what a session has: the driving session at its worker, what was sent to its room, its avatar
 * there, its Secrets. Who can't be reached gets ten seconds, all of it takes fourteen; nothing that
 * is missing blocks. An avatar that can't be taken out of its room in time is looked for
 * afterwards.
 */
public final class Release {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** From here on a look into the room could take longer than a teardown may. */
  private static final Duration ROOM_TIME = Duration.ofSeconds(8);

  private final Map<String, Instant> firstTries = new ConcurrentHashMap<>();
  private final WorkerFleet fleet;
  private final OwnSecrets secrets;
  private final Departure departure;
  private final Leftovers leftovers;
  private final SessionEvents events;
  private final Measurements measurements;
  private final Clock clock;

  /** What is taken away beside the session at the worker. */
  public record Ends(OwnSecrets secrets, Departure departure, Leftovers leftovers, Clock clock) {}

  public Release(WorkerFleet fleet, Ends ends, SessionEvents events, Measurements measurements) {
    this.fleet = fleet;
    this.secrets = ends.secrets();
    this.departure = ends.departure();
    this.leftovers = ends.leftovers();
    this.events = events;
    this.measurements = measurements;
    this.clock = ends.clock();
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
    /** The worker or the RTC server didn't answer yet: try again soon. */
    PENDING,
    /** Not in time; what is left ends by itself, or by the sweeps. */
    GIVEN_UP
  }

  /** As {@link #release(Turn, Instant)}, with the time counted from the first try. */
  public Outcome release(Turn turn) {
    return release(turn, firstTries.getOrDefault(turn.uid(), turn.now()));
  }

  /** Ends it at its worker and keeps the Secrets; false while the worker may still run it. */
  public boolean endAtWorker(Turn turn) {
    return endAtWorker(turn, EndReason.moved).filter(why -> !why.ended()).isEmpty();
  }

  public Outcome release(Turn turn, Instant since) {
    var isFirst = firstTries.putIfAbsent(turn.uid(), turn.now()) == null;
    var open = new ArrayList<String>();
    endAtWorker(turn, reason(turn))
        .filter(why -> !why.ended())
        .ifPresent(why -> open.add(why.message()));
    var left = leftovers.takeAway(turn);
    left.ifPresent(open::add);
    if (Ending.hasWorker(turn.session()) && (isFirst || isWithin(ROOM_TIME, since))) {
      departure.leave(turn).ifPresent(why -> departure.keepLooking(turn));
    }
    if (!open.isEmpty() && isWithin(PATIENCE, since)) {
      return Outcome.PENDING;
    }
    firstTries.remove(turn.uid());
    if (!open.isEmpty()) {
      open.forEach(why -> events.teardownIncomplete(turn, why));
      departure.keepLooking(turn);
    }
    secrets.deleteAll(turn, left.isPresent() ? leftovers.giveUp(turn) : Set.of());
    return open.isEmpty() ? Outcome.DONE : Outcome.GIVEN_UP;
  }

  private boolean isWithin(Duration time, Instant since) {
    return clock.instant().isBefore(since.plus(time));
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

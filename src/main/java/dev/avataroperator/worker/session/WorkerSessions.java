package dev.avataroperator.worker.session;

import dev.avataroperator.control.Assignment;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.control.WorkerEvent.Load;
import dev.avataroperator.worker.access.ApiProblem;
import dev.avataroperator.worker.access.BearerToken;
import dev.avataroperator.worker.access.Fence;
import dev.avataroperator.worker.speech.SpeechFeed.Ending;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/** The sessions of this worker; called from any thread. */
public final class WorkerSessions {
  private static final Logger LOG = Logger.getLogger(WorkerSessions.class);

  private final WorkerEnvironment environment;
  private final SessionWatcher events;
  private final String instance;
  private final int capacity;
  private final Fence fence = new Fence();
  private final List<WorkerLoop> loops = new CopyOnWriteArrayList<>();
  private final Map<String, Running> running = new HashMap<>();
  private boolean draining;

  /** A session, the assignment accepted last, and when its former epoch has let go. */
  private record Running(SessionRunner runner, Assignment assignment, Future<Void> free) {}

  public WorkerSessions(
      WorkerEnvironment environment, SessionWatcher events, String instance, int capacity) {
    this.environment = environment;
    this.events = events;
    this.instance = instance;
    this.capacity = capacity;
  }

  public void add(WorkerLoop loop) {
    loops.add(loop);
  }

  public Fence fence() {
    return fence;
  }

  /** Throws {@link ApiProblem} when it is fenced, changes what can't change, or has no room. */
  public synchronized Future<SessionReport> put(String uid, Assignment fresh, String digest) {
    fence.checkTerm(fresh.term());
    fence.checkEpoch(uid, fresh.epoch());
    var old = running.get(uid);
    var update = old != null && old.assignment().epoch() == fresh.epoch();
    if (update) {
      checkAudio(old.assignment(), fresh);
    } else if (old == null) {
      checkRoom();
    }
    fence.passed(uid, fresh.epoch());
    var free = update ? old.free() : release(old);
    var runner = update ? old.runner() : begin(uid, fresh);
    running.put(uid, new Running(runner, fresh, free));
    if (old == null) {
      events.loadChanged();
    }
    return free.transform(closed -> runner.assign(fresh, digest));
  }

  /**
   * Ends it and tells its last report, none if it isn't here; throws {@link ApiProblem} when it is
   * fenced.
   */
  public synchronized Future<Optional<SessionReport>> delete(
      String uid, long epoch, long term, Ending reason) {
    fence.checkTerm(term);
    fence.checkEpoch(uid, epoch);
    fence.passed(uid, epoch);
    var old = running.remove(uid);
    if (old == null) {
      return Future.succeededFuture(Optional.empty());
    }
    LOG.infof("session %s ended by the operator: %s", old.assignment().session(), reason);
    gone(uid);
    return old.runner().end(reason).map(Optional::of);
  }

  public synchronized void drain() {
    draining = true;
    events.loadChanged();
  }

  /** Ends all with 1000; their clients are told to dial again, since others may run them. */
  public synchronized Future<Void> endAll() {
    var uids = List.copyOf(running.keySet());
    var endings = uids.stream().map(uid -> running.remove(uid).runner().end(Ending.Moved)).toList();
    uids.forEach(this::gone);
    return Future.join(endings).mapEmpty();
  }

  public synchronized Optional<SessionRunner> runner(String uid) {
    return Optional.ofNullable(running.get(uid)).map(Running::runner);
  }

  /** Whether the token is one that the session's audio clients may present. */
  public synchronized boolean admits(String uid, BearerToken token) {
    var found = running.get(uid);
    return found != null && isGood(found.assignment(), token, environment.time().clock().instant());
  }

  public synchronized List<SessionReport> reports() {
    return running.values().stream().map(each -> each.runner().report()).toList();
  }

  /** Lag without sessions is the process's start or the machine's: taking one won't add to it. */
  public synchronized Load load() {
    var busy = !running.isEmpty() && loops.stream().anyMatch(loop -> loop.lag().isBusy());
    return new Load(instance, running.size(), capacity, busy, draining);
  }

  public synchronized int streaming() {
    return (int)
        running.values().stream()
            .filter(each -> each.runner().report().state() == SessionReport.State.Streaming)
            .count();
  }

  public synchronized int size() {
    return running.size();
  }

  /** A session's former epoch has to be off the service before the next one dials. */
  private static Future<Void> release(Running old) {
    return old == null ? Future.succeededFuture() : old.runner().end(Ending.Moved).mapEmpty();
  }

  private SessionRunner begin(String uid, Assignment first) {
    var loop = loops.stream().min(Comparator.comparingInt(WorkerLoop::sessions)).orElseThrow();
    var parts = new SessionParts(environment, loop, first);
    var runner = new SessionRunner(uid, first, parts, report -> events.sessionChanged(uid));
    loop.add(runner);
    return runner;
  }

  private void gone(String uid) {
    events.sessionChanged(uid);
    events.loadChanged();
  }

  private void checkRoom() {
    if (draining) {
      throw ApiProblem.of(503, "this worker is draining: assign the session to another one");
    }
    if (running.size() >= capacity) {
      throw ApiProblem.of(
          503, "this worker runs " + capacity + " sessions, its most: assign it to another one");
    }
  }

  private static void checkAudio(Assignment old, Assignment fresh) {
    var same =
        old.audio().format().equals(fresh.audio().format())
            && old.audio().sampleRateHz() == fresh.audio().sampleRateHz()
            && Objects.isNull(old.audio().source().ingest())
                == Objects.isNull(fresh.audio().source().ingest());
    if (!same) {
      throw ApiProblem.invalid(
          "audio's format, rate and kind of source change with a higher epoch only");
    }
  }

  private static boolean isGood(Assignment assignment, BearerToken token, Instant now) {
    var good = false;
    for (var each : assignment.ingestTokens()) {
      good |= token.matches(each.sha256()) && each.expiresAt().isAfter(now);
    }
    return good;
  }
}

package dev.avataroperator.operator.session.assign;

import dev.avataroperator.assignment.WorkerView;
import dev.avataroperator.control.Assignment;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.control.SessionReport.State;
import dev.avataroperator.operator.workers.EndReason;
import dev.avataroperator.operator.workers.Worker;
import dev.avataroperator.operator.workers.WorkerCallException;
import dev.avataroperator.operator.workers.WorkerEndpoint;
import dev.avataroperator.operator.workers.Workers;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One pool of workers without processes: what they run, refuse and are told. */
public final class WorkersInMemory implements Workers {
  final List<String> calls = new ArrayList<>();
  private final Map<String, One> workers = new HashMap<>();
  private final Map<String, One> parted = new HashMap<>();
  boolean settling;

  public One add(String name) {
    return workers.computeIfAbsent(name, One::new);
  }

  /** It is taken out of the pool and is still reached. */
  void part(String name) {
    parted.put(name, workers.remove(name));
  }

  static SessionReport report(String uid, long epoch, State state) {
    return new SessionReport(uid, epoch, state, "", "c-1", List.of(), null, null, null, null);
  }

  @Override
  public Optional<One> link(String pool, String worker) {
    return Optional.ofNullable(workers.get(worker));
  }

  @Override
  public Optional<One> find(String namespace, String pool, String worker) {
    return link(pool, worker).or(() -> Optional.ofNullable(parted.get(worker)));
  }

  @Override
  public List<One> links(String pool) {
    return List.copyOf(workers.values());
  }

  @Override
  public List<WorkerView> views(String pool) {
    return workers.values().stream().map(One::view).toList();
  }

  @Override
  public boolean isSettling(String pool) {
    return settling;
  }

  /** One of them. */
  final class One implements Worker {
    private final String name;
    private final Map<String, SessionReport> sessions = new HashMap<>();
    private Instant downSince;
    boolean refusing;
    int capacity = 4;
    WorkerCallException.Kind answer;

    private One(String name) {
      this.name = name;
    }

    One runs(String uid, long epoch) {
      return runs(uid, epoch, State.Streaming);
    }

    One runs(String uid, long epoch, State state) {
      sessions.put(uid, report(uid, epoch, state));
      return this;
    }

    void forgets(String uid) {
      sessions.remove(uid);
    }

    One isDownSince(Instant since) {
      downSince = since;
      return this;
    }

    @Override
    public WorkerEndpoint endpoint() {
      return new WorkerEndpoint(name, URI.create("http://127.0.0.1:1"), null, null);
    }

    @Override
    public boolean isConnected() {
      return downSince == null;
    }

    @Override
    public String problem() {
      return "no answer";
    }

    @Override
    public Instant downSince() {
      return downSince;
    }

    @Override
    public boolean isRefusing() {
      return refusing;
    }

    @Override
    public Optional<SessionReport> session(String uid) {
      return Optional.ofNullable(isConnected() ? sessions.get(uid) : null);
    }

    @Override
    public WorkerView view() {
      return new WorkerView(name, isConnected(), false, false, sessions.size(), capacity);
    }

    @Override
    public SessionReport put(String uid, Assignment assignment) throws WorkerCallException {
      call("put " + name + " " + assignment.epoch());
      runs(uid, assignment.epoch(), State.Connecting);
      return sessions.get(uid);
    }

    @Override
    public Optional<SessionReport> delete(String uid, long epoch, EndReason reason)
        throws WorkerCallException {
      call("delete " + name + " " + epoch);
      return Optional.ofNullable(sessions.remove(uid));
    }

    private void call(String call) throws WorkerCallException {
      calls.add(call);
      if (answer != null) {
        throw new WorkerCallException(answer, name + " says " + answer);
      }
    }
  }
}

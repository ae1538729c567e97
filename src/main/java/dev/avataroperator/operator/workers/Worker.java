package dev.avataroperator.operator.workers;

import dev.avataroperator.assignment.WorkerView;
import dev.avataroperator.control.Assignment;
import dev.avataroperator.control.SessionReport;
import java.time.Instant;
import java.util.Optional;

/** One worker: what is known of it, and what it can be told. */
public interface Worker {
  WorkerEndpoint endpoint();

  /** Whether the worker's present sessions are known. */
  boolean isConnected();

  /** Why it isn't connected, for people. */
  String problem();

  /** Since when it isn't connected; null while it is. */
  Instant downSince();

  /** Whether nothing listens at its address, by its last three dials: its process has ended. */
  boolean isRefusing();

  /** What it says of a session that it runs. */
  Optional<SessionReport> session(String uid);

  WorkerView view();

  /** Has it run the session like this; what it then says of it. */
  SessionReport put(String uid, Assignment assignment) throws WorkerCallException;

  /** Ends it; its last report, none where the worker doesn't run it. */
  Optional<SessionReport> delete(String uid, long epoch, EndReason reason)
      throws WorkerCallException;
}

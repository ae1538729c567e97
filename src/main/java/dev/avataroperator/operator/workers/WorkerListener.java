package dev.avataroperator.operator.workers;

/** Hears of changes at workers; called on event loops, must not block. */
public interface WorkerListener {
  void sessionChanged(String uid);

  /** The worker's connection came or went: everything assigned to it is to be looked at. */
  void connectionChanged(String worker);
}

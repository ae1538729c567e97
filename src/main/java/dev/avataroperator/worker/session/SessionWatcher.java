package dev.avataroperator.worker.session;

/** Hears what changes at a worker; called from any thread. */
public interface SessionWatcher {

  /** It has another report, or is gone. */
  void sessionChanged(String uid);

  void loadChanged();
}

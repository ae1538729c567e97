package dev.avataroperator.worker.api;

import dev.avataroperator.worker.session.SessionWatcher;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells every reader of the event feed what changed; called from any thread. */
public final class EventFeed implements SessionWatcher {
  private final Set<EventReader> readers = ConcurrentHashMap.newKeySet();

  void add(EventReader reader) {
    readers.add(reader);
  }

  void remove(EventReader reader) {
    readers.remove(reader);
  }

  @Override
  public void sessionChanged(String uid) {
    readers.forEach(reader -> reader.sessionChanged(uid));
  }

  @Override
  public void loadChanged() {
    readers.forEach(EventReader::loadChanged);
  }
}

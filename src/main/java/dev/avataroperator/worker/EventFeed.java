package dev.avataroperator.worker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells every reader of the event feed what changed; called from any thread. */
final class EventFeed {
  private final Set<EventReader> readers = ConcurrentHashMap.newKeySet();

  void add(EventReader reader) {
    readers.add(reader);
  }

  void remove(EventReader reader) {
    readers.remove(reader);
  }

  /** It has another report, or is gone. */
  void sessionChanged(String uid) {
    readers.forEach(reader -> reader.sessionChanged(uid));
  }

  void loadChanged() {
    readers.forEach(EventReader::loadChanged);
  }
}

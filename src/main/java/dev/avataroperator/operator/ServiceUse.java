package dev.avataroperator.operator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which sessions use which AvatarService ({@code namespace/name}), as last looked at. */
public final class ServiceUse {
  private final Map<String, Use> bySession = new ConcurrentHashMap<>();

  private record Use(String service, boolean queued) {}

  public void uses(String sessionUid, String service, boolean queued) {
    bySession.put(sessionUid, new Use(service, queued));
  }

  public void released(String sessionUid) {
    bySession.remove(sessionUid);
  }

  public int active(String service) {
    return count(service, false);
  }

  public int queued(String service) {
    return count(service, true);
  }

  private int count(String service, boolean queued) {
    return (int)
        bySession.values().stream()
            .filter(use -> use.service().equals(service) && use.queued() == queued)
            .count();
  }
}

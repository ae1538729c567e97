package dev.avataroperator.operator.session.source;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus;
import io.javaoperatorsdk.operator.processing.event.EventSourceRetriever;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sessions as they were written last, until they are read like that: the cache of the operator SDK
 * forgets a write when an older event comes in late, and a look at what was before would then be
 * refused as a conflict.
 */
public final class LatestWrites {
  private final Map<String, AvatarSession> byUid = new ConcurrentHashMap<>();
  private final Map<String, Integer> statuses = new ConcurrentHashMap<>();

  private volatile EventSourceRetriever<AvatarSession> controller;

  /** Once known: where the sessions' own cache is. */
  public void use(EventSourceRetriever<AvatarSession> retriever) {
    controller = retriever;
  }

  /** What is about to be written: its event may come before the answer. */
  public void writes(AvatarSession read, AvatarSessionStatus status) {
    statuses.put(read.getMetadata().getUid(), status.hashCode());
  }

  /** Whether its status is the one that was written last, or older than that. */
  boolean isOwn(AvatarSession fresh) {
    var uid = fresh.getMetadata().getUid();
    var written = byUid.get(uid);
    return Integer.valueOf(Objects.hashCode(fresh.getStatus())).equals(statuses.get(uid))
        || (written != null && isLater(written, fresh));
  }

  /** Takes in what was just written, so that the next look isn't at older facts. */
  public void wrote(AvatarSession read, AvatarSession written) {
    wrote(written);
    controller
        .getControllerEventSource()
        .handleRecentResourceUpdate(ResourceID.fromResource(written), written, read);
  }

  void wrote(AvatarSession written) {
    byUid.put(written.getMetadata().getUid(), written);
  }

  public void forget(String uid) {
    byUid.remove(uid);
    statuses.remove(uid);
  }

  /** The later one of what was read and what was written. */
  public AvatarSession latest(AvatarSession read) {
    var uid = read.getMetadata().getUid();
    var written = byUid.computeIfPresent(uid, (id, known) -> isLater(known, read) ? known : null);
    return written == null ? read : written;
  }

  /** Resource versions of one kind are numbers that grow, as the Kubernetes API conventions say. */
  private static boolean isLater(AvatarSession written, AvatarSession read) {
    try {
      return version(written) > version(read);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static long version(AvatarSession session) {
    return Long.parseLong(session.getMetadata().getResourceVersion());
  }
}

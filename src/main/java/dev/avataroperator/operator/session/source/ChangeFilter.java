package dev.avataroperator.operator.session.source;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.operator.session.turn.Requests;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/**
 * Which changes of a session ask for a look: its spec, its deletion, its finalizers, an annotation
 * of the operator's, and a status of which somebody took away what matters. Its own status writes
 * don't, but for the last.
 */
public final class ChangeFilter implements OnUpdateFilter<AvatarSession> {

  @Override
  public boolean accept(AvatarSession fresh, AvatarSession old) {
    var now = fresh.getMetadata();
    var before = old.getMetadata();
    return !Objects.equals(now.getGeneration(), before.getGeneration())
        || !Objects.equals(now.getDeletionTimestamp(), before.getDeletionTimestamp())
        || !Objects.equals(now.getFinalizers(), before.getFinalizers())
        || Requests.differ(fresh, old)
        || epoch(fresh) < epoch(old)
        || (worker(fresh) == null && worker(old) != null)
        || (finishedAt(fresh) != null && finishedAt(old) == null);
  }

  private static String worker(AvatarSession session) {
    return session.getStatus() == null ? null : session.getStatus().worker();
  }

  private static String finishedAt(AvatarSession session) {
    return session.getStatus() == null ? null : session.getStatus().finishedAt();
  }

  private static long epoch(AvatarSession session) {
    var status = session.getStatus();
    return status == null || status.epoch() == null ? 0 : status.epoch();
  }
}

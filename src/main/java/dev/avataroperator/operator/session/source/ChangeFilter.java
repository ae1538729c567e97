package dev.avataroperator.operator.session.source;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.operator.session.turn.Requests;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/**
 * Which changes of a session ask for a look: its spec, its deletion, its finalizers, an annotation
 * of the operator's, and a status that somebody else wrote. The operator's own status writes don't,
 * but for an end and for a worker that it left.
 */
public final class ChangeFilter implements OnUpdateFilter<AvatarSession> {
  private volatile LatestWrites writes = new LatestWrites();

  /** Which status writes are the operator's own; until then none is. */
  public void knows(LatestWrites own) {
    writes = own;
  }

  @Override
  public boolean accept(AvatarSession fresh, AvatarSession old) {
    var now = fresh.getMetadata();
    var before = old.getMetadata();
    return !Objects.equals(now.getGeneration(), before.getGeneration())
        || !Objects.equals(now.getDeletionTimestamp(), before.getDeletionTimestamp())
        || !Objects.equals(now.getFinalizers(), before.getFinalizers())
        || Requests.differ(fresh, old)
        || isForeign(fresh, old)
        || (worker(fresh) == null && worker(old) != null)
        || (finishedAt(fresh) != null && finishedAt(old) == null);
  }

  private static String worker(AvatarSession session) {
    return session.getStatus() == null ? null : session.getStatus().worker();
  }

  private static String finishedAt(AvatarSession session) {
    return session.getStatus() == null ? null : session.getStatus().finishedAt();
  }

  private boolean isForeign(AvatarSession fresh, AvatarSession old) {
    return !Objects.equals(fresh.getStatus(), old.getStatus()) && !writes.isOwn(fresh);
  }
}

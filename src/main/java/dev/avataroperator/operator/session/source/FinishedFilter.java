package dev.avataroperator.operator.session.source;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.session.turn.Ending;
import io.javaoperatorsdk.operator.processing.event.source.filter.GenericFilter;

/** A finished session whose finalizer is gone needs no more looks, until its spec changes. */
public final class FinishedFilter implements GenericFilter<AvatarSession> {

  @Override
  public boolean accept(AvatarSession session) {
    return !Ending.isFinished(session)
        || session.hasFinalizer(Names.FINALIZER)
        || !Ending.isSeen(session);
  }
}

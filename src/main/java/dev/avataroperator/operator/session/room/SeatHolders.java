package dev.avataroperator.operator.session.room;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.operator.session.turn.Ending;
import dev.avataroperator.status.ConditionType;
import java.util.Optional;

/** Which sessions keep an avatar in its seat. One that merely waits for the seat doesn't. */
final class SeatHolders {
  private SeatHolders() {}

  /**
   * Whether the session keeps an avatar that was made for session {@code madeFor}: it is that one
   * and may have an avatar, or it has been given the seat itself, so that its own avatar is about
   * to take the place.
   */
  static boolean holds(AvatarSession session, String madeFor) {
    return session.getMetadata().getUid().equals(madeFor) ? mayStand(session) : isSeated(session);
  }

  private static boolean mayStand(AvatarSession session) {
    var isRefused = acceptedIs(session, "False");
    return !Ending.isFinished(session)
        && (Ending.isProvided(session) || (!Ending.isOver(session) && !isRefused));
  }

  /** A worker has it, or another driver may bring it: not while somebody keeps it out. */
  private static boolean isSeated(AvatarSession session) {
    return !Ending.isFinished(session)
        && (Ending.hasWorker(session)
            || (Ending.isProvided(session) && acceptedIs(session, "True")));
  }

  private static boolean acceptedIs(AvatarSession session, String value) {
    return Optional.ofNullable(session.getStatus()).map(status -> status.conditions()).stream()
        .flatMap(conditions -> conditions.stream())
        .filter(condition -> condition.getType().equals(ConditionType.Accepted.name()))
        .anyMatch(condition -> condition.getStatus().equals(value));
  }
}

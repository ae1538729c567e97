package dev.avataroperator.operator.session.accept;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.operator.session.turn.Ending;
import dev.avataroperator.status.ConditionType;
import dev.avataroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Optional;
import java.util.Set;

/** Other sessions that name the same seat, by what their status says of them. */
final class Rivals {
  /** Refused before it could wait for a seat, so that it keeps nobody out of it. */
  private static final Set<Reason> NOT_ADMITTED =
      Set.of(
          Reason.InvalidSpec,
          Reason.ServiceNotFound,
          Reason.ProviderNotFound,
          Reason.SecretNotFound,
          Reason.ConfigMapNotFound,
          Reason.RefNotPermitted);

  private Rivals() {}

  /** It stands in the seat, waits for it, or nobody has looked at it yet. */
  static boolean competes(AvatarSession session) {
    return Ending.isProvided(session)
        || accepted(session)
            .map(Condition::getReason)
            .filter(reason -> NOT_ADMITTED.stream().anyMatch(no -> no.name().equals(reason)))
            .isEmpty();
  }

  /**
   * Its avatar is in the seat, or whoever brings it has what it needs, or it was there and is about
   * to come back: a pause before it starts again costs nobody the seat.
   */
  static boolean stands(AvatarSession session) {
    return (!Ending.isFinished(session) && Ending.isProvided(session))
        || (hasBegun(session) && isAdmitted(session));
  }

  private static boolean hasBegun(AvatarSession session) {
    return session.getStatus() != null
        && session.getStatus().epoch() != null
        && session.getStatus().epoch() > 0;
  }

  /** It runs, or is about to. */
  static boolean isAdmitted(AvatarSession session) {
    return !Ending.isOver(session)
        && accepted(session).filter(c -> c.getStatus().equals("True")).isPresent();
  }

  static RoomClaims.Claimant claimant(AvatarSession session) {
    var isAccepted = accepted(session).filter(c -> c.getStatus().equals("True")).isPresent();
    return new RoomClaims.Claimant(
        session.getMetadata().getUid(),
        session.getMetadata().getCreationTimestamp(),
        isAccepted || Ending.isProvided(session));
  }

  private static Optional<Condition> accepted(AvatarSession session) {
    return Optional.ofNullable(session.getStatus())
        .flatMap(status -> Optional.ofNullable(status.conditions()))
        .flatMap(
            conditions ->
                conditions.stream()
                    .filter(c -> c.getType().equals(ConditionType.Accepted.name()))
                    .findFirst());
  }
}

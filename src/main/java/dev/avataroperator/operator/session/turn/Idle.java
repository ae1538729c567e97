package dev.avataroperator.operator.session.turn;

import dev.avataroperator.api.v1alpha1.AvatarSessionSpec;
import dev.avataroperator.api.v1alpha1.AvatarSessionSpec.IdleAction;
import dev.avataroperator.api.v1alpha1.GoDuration;
import java.time.Duration;
import java.util.Optional;

/**
 * What follows after how much silence, or after how long without people in the room, if that is
 * asked for; only pushed audio can be idle.
 */
public record Idle(Duration afterSilence, Optional<Duration> afterRoomEmpty, IdleAction action) {
  private static final Duration AFTER_SILENCE = Duration.ofMinutes(10);

  static Optional<Idle> of(AvatarSessionSpec spec, boolean isIngest) {
    if (!isIngest) {
      return Optional.empty();
    }
    var asked = Optional.ofNullable(spec.idle());
    return Optional.of(
        new Idle(
            asked
                .map(AvatarSessionSpec.Idle::afterSilence)
                .map(GoDuration::parse)
                .orElse(AFTER_SILENCE),
            asked.map(AvatarSessionSpec.Idle::afterRoomEmpty).map(GoDuration::parse),
            asked.map(AvatarSessionSpec.Idle::action).orElse(IdleAction.Park)));
  }
}

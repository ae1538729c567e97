package dev.avataroperator.operator.session.turn;

import dev.avataroperator.api.v1alpha1.AvatarSessionStatus;
import dev.avataroperator.status.ConditionType;
import dev.avataroperator.status.SessionState;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Time in Parked and Queued, which doesn't count against maxDuration. When the state is left, it is
 * added up in the status; until then the conditions tell since when it lasts.
 */
public final class Waiting {
  private static final Set<SessionState> STATES = Set.of(SessionState.Parked, SessionState.Queued);
  private static final Set<String> SINCE =
      Set.of(ConditionType.EgressReady.name(), ConditionType.Ready.name());

  private static final long MOST_SECONDS = Duration.ofDays(3_650).toSeconds();

  private Waiting() {}

  /** All of it since the session was first confirmed. */
  static Duration total(Turn turn) {
    return turn.stored()
        .filter(stored -> stored.startedAt() != null)
        .map(
            stored ->
                before(stored).plus(isWaiting(stored) ? present(turn, stored) : Duration.ZERO))
        .orElse(Duration.ZERO);
  }

  /** For the status with this state. */
  public static Long secondsIn(Turn turn, SessionState state) {
    var stored = turn.stored().filter(status -> status.startedAt() != null);
    if (stored.isEmpty() || Ending.startedAt(turn).isEmpty()) {
      return null;
    }
    var waited = state.is(stored.get().state()) ? before(stored.get()) : total(turn);
    return waited.isZero() ? null : Long.valueOf(waited.toSeconds());
  }

  private static boolean isWaiting(AvatarSessionStatus stored) {
    return STATES.stream().anyMatch(state -> state.is(stored.state()));
  }

  /** What somebody else has written may be absurd: then it is none, or at most all the time. */
  private static Duration before(AvatarSessionStatus stored) {
    var seconds = stored.waitedSeconds() == null ? 0 : stored.waitedSeconds();
    return Duration.ofSeconds(Math.max(0, Math.min(seconds, MOST_SECONDS)));
  }

  /** Ready changes when a parked session is woken, EgressReady when it is parked. */
  private static Duration present(Turn turn, AvatarSessionStatus stored) {
    var conditions = stored.conditions() == null ? List.<Condition>of() : stored.conditions();
    return conditions.stream()
        .filter(condition -> SINCE.contains(condition.getType()))
        .map(condition -> Instant.parse(condition.getLastTransitionTime()))
        .max(Comparator.naturalOrder())
        .map(since -> Duration.between(since, turn.now()))
        .filter(time -> !time.isNegative())
        .orElse(Duration.ZERO);
  }
}

package dev.avataroperator.operator.session;

import static dev.avataroperator.status.ConditionType.Accepted;
import static dev.avataroperator.status.ConditionType.CredentialsReady;

import dev.avataroperator.operator.session.assign.Whereabouts;
import dev.avataroperator.operator.session.credential.Credentials;
import dev.avataroperator.operator.session.driver.Drivers;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.status.ConditionType;
import dev.avataroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Optional;
import java.util.function.Function;

/**
 * A restart that was asked for while the session runs: what runs is ended only once all that it
 * needs to start again is there, its credentials included. Until then the restart waits.
 */
final class RequestedRestart {
  private static final String GOES_ON = " The avatar goes on as it was.";

  private final Whereabouts whereabouts;
  private final Credentials credentials;
  private final Drivers drivers;

  RequestedRestart(Whereabouts whereabouts, Credentials credentials, Drivers drivers) {
    this.whereabouts = whereabouts;
    this.credentials = credentials;
    this.drivers = drivers;
  }

  /** Why it couldn't start again now; empty when it may be ended. */
  Optional<String> hindrance(Turn turn, Optional<Accepted> accepted) {
    if (accepted.isEmpty()) {
      return Optional.of(message(turn, Accepted));
    }
    return switch (accepted.get().settings().drivenBy()) {
      case WORKER -> ofWorker(turn, accepted.get());
      case EXTERNAL -> unminted(turn, accepted.get(), drivers::plan);
      default -> Optional.empty();
    };
  }

  private Optional<String> ofWorker(Turn turn, Accepted accepted) {
    var plan = whereabouts.plan(turn, accepted);
    return plan.kind() == StreamPlan.Kind.RUNNING
        ? unminted(turn, accepted, trial -> whereabouts.again(trial, plan))
        : Optional.empty();
  }

  /** Beside what else was found. */
  static void waits(Turn turn, String why) {
    var text = "The restart that was asked for waits: " + why + GOES_ON;
    var conditions = turn.conditions();
    if (conditions.denies(Accepted)) {
      var reason = Reason.valueOf(conditions.get(Accepted).orElseThrow().getReason());
      conditions.isFalse(Accepted, reason, text);
    } else if (conditions.holds(CredentialsReady)) {
      conditions.isTrue(CredentialsReady, Reason.RenewalFailed, text);
    }
  }

  /** Mints for the next start; the conditions of this turn are about what runs. */
  private Optional<String> unminted(Turn turn, Accepted accepted, Function<Turn, StreamPlan> next) {
    var trial = new Turn(turn.session(), turn.now());
    trial.start(Turn.Start.ANEW);
    turn.usage().ifPresent(trial::used);
    trial.found(turn.sight());
    var issued = credentials.ensure(trial, accepted, next.apply(trial));
    trial.untilNext().ifPresent(turn::again);
    return issued.isPresent() ? Optional.empty() : Optional.of(message(trial, CredentialsReady));
  }

  private static String message(Turn turn, ConditionType type) {
    return turn.conditions().get(type).map(Condition::getMessage).orElse("Not all is known yet.");
  }
}

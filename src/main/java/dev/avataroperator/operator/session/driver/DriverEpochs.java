package dev.avataroperator.operator.session.driver;

import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.session.credential.EgressCredentials;
import dev.avataroperator.operator.session.credential.OwnSecrets;
import dev.avataroperator.operator.session.turn.EffectiveSession;
import dev.avataroperator.operator.session.turn.Ending;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.StreamPlan.Kind;
import dev.avataroperator.operator.session.turn.Turn;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Optional;

/**
 * Under which epoch a session's driver gets its credentials: the next one when it starts, starts
 * again, or gets another avatar or driver.
 */
public final class DriverEpochs {
  private final OwnSecrets secrets;

  public DriverEpochs(OwnSecrets secrets) {
    this.secrets = secrets;
  }

  /** What was minted ahead is for the epoch that begins next. */
  StreamPlan plan(Turn turn) {
    var secret = secrets.find(turn, EgressCredentials.name(turn));
    var ahead = secret.filter(found -> isAhead(turn, found)).map(EgressCredentials::epoch);
    if (ahead.isPresent()) {
      return StreamPlan.without(Kind.ASSIGN, ahead.get(), "");
    }
    var last = Math.max(turn.storedEpoch(), secret.map(EgressCredentials::epoch).orElse(0L));
    var goesOn = turn.started().isEmpty() && isCurrent(turn, secret, last);
    return goesOn ? running(last) : StreamPlan.without(Kind.ASSIGN, last + 1, "");
  }

  /** The same once it stands in the status. */
  static StreamPlan running(long epoch) {
    return StreamPlan.without(Kind.RUNNING, epoch, "");
  }

  /** A Secret that somebody deleted is written again as it was, for the same epoch. */
  private static boolean isCurrent(Turn turn, Optional<Secret> secret, long epoch) {
    if (secret.isEmpty()) {
      return Ending.isProvided(turn.session()) && !Ending.hasWorker(turn.session());
    }
    return EgressCredentials.epoch(secret.get()) == epoch && isSameStream(turn, secret.get());
  }

  private static boolean isAhead(Turn turn, Secret secret) {
    return EgressCredentials.isAhead(secret, turn) && isSameStream(turn, secret);
  }

  private static boolean isSameStream(Turn turn, Secret secret) {
    var version = EffectiveSession.of(turn.session()).streamVersion();
    return version.equals(EgressCredentials.annotation(secret, Names.STREAM));
  }
}

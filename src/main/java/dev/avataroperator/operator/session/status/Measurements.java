package dev.avataroperator.operator.session.status;

import dev.avataroperator.api.v1alpha1.AvatarSessionStatus;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.LatencyStatus;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.RtcStatus;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.UsageStatus;
import dev.avataroperator.api.v1alpha1.GoDuration;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.control.SessionReport.State;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.session.credential.EgressCredentials;
import dev.avataroperator.operator.session.credential.OwnSecrets;
import dev.avataroperator.operator.session.turn.Ending;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.operator.session.turn.Usage;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Latency and usage on their way into the status: with every other write, else only when a latency
 * changes its bucket (two significant digits), at most every 30 s per session and within the
 * operator's write budget.
 */
public final class Measurements {
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private final OwnSecrets secrets;
  private final WriteBudget budget;
  private final Function<String, Optional<Duration>> confirmToPublished;
  private final Instant started;
  private final Map<String, Instant> lastWrite = new ConcurrentHashMap<>();
  private final Map<String, Duration> tokenMint = new ConcurrentHashMap<>();

  /** The function measures what only a look into the room can tell. */
  public Measurements(
      OwnSecrets secrets,
      WriteBudget budget,
      Instant started,
      Function<String, Optional<Duration>> confirmToPublished) {
    this.confirmToPublished = confirmToPublished;
    this.secrets = secrets;
    this.budget = budget;
    this.started = started;
  }

  record Measured(LatencyStatus latency, UsageStatus usage, Integer people) {}

  public void tokenMinted(String uid, Duration took) {
    tokenMint.put(uid, took);
  }

  public void forget(String uid) {
    lastWrite.remove(uid);
    tokenMint.remove(uid);
  }

  Measured of(Turn turn, List<Condition> conditions) {
    var stored = turn.stored();
    var old =
        new Measured(
            stored.map(AvatarSessionStatus::latency).orElse(null),
            stored.map(AvatarSessionStatus::usage).orElse(null),
            stored.map(AvatarSessionStatus::rtc).map(RtcStatus::people).orElse(null));
    var isNews = !conditions.equals(stored.map(AvatarSessionStatus::conditions).orElse(null));
    if (turn.report().filter(Measurements::isConnected).isEmpty()) {
      return isNews ? new Measured(old.latency(), turn.usage().orElse(null), old.people()) : old;
    }
    turn.report().ifPresent(report -> account(turn, report));
    var fresh =
        new Measured(latency(turn, old.latency()), turn.usage().orElse(null), people(turn, old));
    if (isNews) {
      return fresh;
    }
    var isMeasured =
        !Objects.equals(fresh.latency(), old.latency())
            || !Objects.equals(fresh.people(), old.people());
    return isMeasured && mayWrite(turn, old) ? fresh : old;
  }

  private static Integer people(Turn turn, Measured old) {
    return switch (turn.sight().kind()) {
      case UNKNOWN -> old.people();
      case NOT_OBSERVABLE -> null;
      default -> Integer.valueOf(turn.sight().people().size());
    };
  }

  /** Before that nothing but the mint was measured, which can wait for the next write. */
  private static boolean isConnected(SessionReport report) {
    return report.state() != State.Waiting && report.state() != State.Connecting;
  }

  private boolean mayWrite(Turn turn, Measured old) {
    var isFirst = old.latency() == null || old.latency().firstAnimationP95() == null;
    var last = lastWrite.getOrDefault(turn.uid(), isFirst ? Instant.MIN : started);
    if (last != Instant.MIN && turn.now().isBefore(last.plus(INTERVAL))) {
      turn.again(last.plus(INTERVAL));
      return false;
    }
    if (!budget.take(turn.now())) {
      turn.again(Duration.ofSeconds(1));
      return false;
    }
    lastWrite.put(turn.uid(), turn.now());
    return true;
  }

  private static UsageStatus total(Secret secret, SessionReport report) {
    var before = EgressCredentials.annotation(secret, Names.USAGE_BEFORE);
    return Usage.total(before, report.usage());
  }

  /** Counts what a worker says of the present epoch; before its Secret goes. */
  public void account(Turn turn, SessionReport report) {
    if (report.usage() != null && report.epoch() == turn.storedEpoch()) {
      secrets
          .find(turn, EgressCredentials.name(turn))
          .filter(secret -> EgressCredentials.epoch(secret) == report.epoch())
          .ifPresent(secret -> turn.used(total(secret, report)));
    }
  }

  /** Where the status doesn't say when the run began: as long ago as its workers have counted. */
  public void recallBeginning(Turn turn, SessionReport report) {
    if (Ending.startedAt(turn).isPresent()) {
      return;
    }
    var ran = ranBefore(turn, report).plus(connected(report));
    if (report.state() == State.Streaming || !ran.isZero()) {
      turn.began(turn.now().minus(ran));
    }
  }

  private Duration ranBefore(Turn turn, SessionReport report) {
    return secrets
        .find(turn, EgressCredentials.name(turn))
        .filter(secret -> EgressCredentials.epoch(secret) == report.epoch())
        .map(EgressCredentials::runBefore)
        .orElse(Duration.ZERO);
  }

  private static Duration connected(SessionReport report) {
    var seconds = report.usage() == null ? 0 : report.usage().sessionSeconds();
    return Duration.ofMillis((long) (seconds * 1_000));
  }

  private LatencyStatus latency(Turn turn, LatencyStatus old) {
    var measured = turn.report().map(SessionReport::latency);
    var mint =
        Optional.ofNullable(tokenMint.get(turn.uid()))
            .map(took -> text(took.toMillis()))
            .orElse(old == null ? null : old.tokenMint());
    var latency =
        new LatencyStatus(
            mint,
            measured.map(m -> text(m.connectMs())).orElse(null),
            measured.map(m -> text(m.confirmMs())).orElse(null),
            confirmToPublished
                .apply(turn.uid())
                .map(took -> text(took.toMillis()))
                .orElse(old == null ? null : old.confirmToPublished()),
            measured.map(m -> text(m.firstAnimationP50Ms())).orElse(null),
            measured.map(m -> text(m.firstAnimationP95Ms())).orElse(null),
            measured.map(m -> text(m.interruptP95Ms())).orElse(null),
            null);
    return latency;
  }

  /** Two significant digits. */
  private static String text(Long millis) {
    if (millis == null) {
      return null;
    }
    long step = 1;
    while (millis / step >= 100) {
      step *= 10;
    }
    return GoDuration.format(Duration.ofMillis((millis + step / 2) / step * step));
  }
}

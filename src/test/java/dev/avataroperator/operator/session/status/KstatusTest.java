package dev.avataroperator.operator.session.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarSessionStatus;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.status.ConditionType;
import dev.avataroperator.status.Reason;
import dev.avataroperator.testing.SessionsInMemory;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What GitOps tools make of a session. The rules are kstatus': a generation that wasn't observed is
 * InProgress; else Reconciling=True is InProgress, Stalled=True is Failed, Ready=False is
 * InProgress, and all else is Current.
 */
class KstatusTest {
  private static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");

  private final StatusAssembly assembly =
      new StatusAssembly(new Measurements(null, new WriteBudget(1), NOW, uid -> Optional.empty()));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # condition      | status | reason              | state      | Ready | Ready's reason      | kstatus
          Accepted         | False  | Pending             | Pending    | False | Pending             | InProgress
          Accepted         | False  | InvalidSpec         | Stalled    | False | InvalidSpec         | Failed
          Accepted         | False  | ServiceNotFound     | Stalled    | False | ServiceNotFound     | Failed
          Accepted         | False  | ProviderNotFound    | Stalled    | False | ProviderNotFound    | Failed
          Accepted         | False  | SecretNotFound      | Stalled    | False | SecretNotFound      | Failed
          Accepted         | False  | RefNotPermitted     | Stalled    | False | RefNotPermitted     | Failed
          Accepted         | False  | RoomConflict        | Stalled    | False | RoomConflict        | Failed
          Accepted         | False  | Suspended           | Suspended  | True  | Suspended           | Current
          CredentialsReady | False  | SecretConflict      | Stalled    | False | SecretConflict      | Failed
          CredentialsReady | False  | SecretRefused       | Stalled    | False | SecretRefused       | Failed
          CredentialsReady | False  | SessionTokenInvalid | Stalled    | False | SessionTokenInvalid | Failed
          CredentialsReady | False  | BillingRequired     | Stalled    | False | BillingRequired     | Failed
          CredentialsReady | False  | ServiceUnavailable  | Pending    | False | ServiceUnavailable  | InProgress
          CredentialsReady | False  | QuotaExceeded       | Queued     | False | QuotaExceeded       | InProgress
          CredentialsReady | True   | RenewalFailed       | Degraded   | True  | Connected           | Current
          WorkerAssigned   | False  | PoolNotFound        | Stalled    | False | PoolNotFound        | Failed
          WorkerAssigned   | False  | NoWorkerCapacity    | Pending    | False | NoWorkerCapacity    | InProgress
          WorkerAssigned   | False  | WorkerLost          | Pending    | False | WorkerLost          | InProgress
          WorkerAssigned   | True   | WorkerLost          | Degraded   | True  | Connected           | Current
          EgressReady      | False  | Queued              | Queued     | False | Queued              | InProgress
          EgressReady      | False  | Connecting          | Connecting | False | Connecting          | InProgress
          EgressReady      | False  | Restarting          | Connecting | False | Restarting          | InProgress
          EgressReady      | False  | SessionTokenInvalid | Connecting | False | SessionTokenInvalid | InProgress
          EgressReady      | False  | AvatarNotFound      | Stalled    | False | AvatarNotFound      | Failed
          EgressReady      | False  | CreditsExhausted    | Stalled    | False | CreditsExhausted    | Failed
          EgressReady      | False  | ProtocolError       | Stalled    | False | ProtocolError       | Failed
          EgressReady      | False  | Parked              | Parked     | True  | Parked              | Current
          EgressReady      | True   | Connected           | Ready      | True  | Connected           | Current
          EgressReady      | True   | Reconnecting        | Degraded   | True  | Connected           | Current
          EgressReady      | True   | RollingOver         | Degraded   | True  | Connected           | Current
          EgressReady      | True   | SourceUnavailable   | Degraded   | True  | Connected           | Current
          MediaPublishing  | False  | TrackMissing        | Connecting | False | TrackMissing        | InProgress
          MediaPublishing  | Unknown| NotObservable       | Ready      | True  | Connected           | Current
          LatencyOnTarget  | False  | LatencyAboveTarget  | Degraded   | True  | Connected           | Current
          LatencyOnTarget  | Unknown| TooFewSamples       | Ready      | True  | Connected           | Current
          Completed        | True   | Completed           | Completed  | True  | Completed           | Current
          Completed        | True   | MaxDurationReached  | Completed  | True  | Completed           | Current
          Completed        | True   | IdleTimeout         | Completed  | True  | Completed           | Current
          Failed           | True   | ProtocolError       | Failed     | False | ProtocolError       | Failed
          Failed           | True   | StartTimeout        | Failed     | False | StartTimeout        | Failed
          """)
  void saysWhereASessionStands(ArgumentsAccessor row) {
    // given
    var turn = connected(new Turn(SessionsInMemory.session(""), NOW));
    set(turn, row.get(0, ConditionType.class), row.getString(1), row.get(2, Reason.class));

    // when
    var status = assembly.assemble(turn);

    // then
    assertThat(status.state()).isEqualTo(row.getString(3));
    assertThat(condition(status, "Ready"))
        .get()
        .extracting(Condition::getStatus, Condition::getReason)
        .containsExactly(row.getString(4), row.getString(5));
    assertThat(kstatus(1, status)).isEqualTo(row.getString(6));
    assertThat(status.finishedAt() != null)
        .isEqualTo(Set.of("Completed", "Failed").contains(status.state()));
  }

  /** Ready=False that is neither would keep a GitOps tool waiting for ever. */
  @ParameterizedTest
  @EnumSource(Reason.class)
  void isReconcilingOrStalledWhateverStandsInItsWay(Reason reason) {
    for (var type :
        EnumSet.of(
            ConditionType.Accepted,
            ConditionType.CredentialsReady,
            ConditionType.WorkerAssigned,
            ConditionType.EgressReady)) {
      // given
      var turn = connected(new Turn(SessionsInMemory.session(""), NOW));
      set(turn, type, "False", reason);

      // when
      var status = assembly.assemble(turn);

      // then
      var notReady = condition(status, "Ready").orElseThrow().getStatus().equals("False");
      var moving = condition(status, "Reconciling").isPresent();
      var stuck = condition(status, "Stalled").isPresent();
      assertThat(moving ^ stuck).as("%s %s", type, reason).isEqualTo(notReady);
    }
  }

  @Test
  void isNeverDoneBeforeTheNewSpecWasSeen() {
    // given
    var turn = connected(new Turn(SessionsInMemory.session(""), NOW));

    // then
    assertThat(kstatus(2, assembly.assemble(turn))).isEqualTo("InProgress");
  }

  @Test
  void standsStillWhilePausedAndWaitsForAPersonIfItIsNotReady() {
    // given
    var paused =
        SessionsInMemory.annotated(SessionsInMemory.session(""), Map.of(Names.PAUSED, "true"));
    var ready = connected(new Turn(paused, NOW));
    var connecting = connected(new Turn(paused, NOW));
    set(connecting, ConditionType.EgressReady, "False", Reason.Connecting);

    // when
    var whileReady = assembly.assemble(ready);
    var whileConnecting = assembly.assemble(connecting);

    // then
    assertThat(kstatus(1, whileReady)).isEqualTo("Current");
    assertThat(condition(whileReady, "Ready").orElseThrow().getReason()).isEqualTo("Paused");
    assertThat(kstatus(1, whileConnecting)).isEqualTo("Failed");
    assertThat(condition(whileConnecting, "Stalled").orElseThrow().getReason()).isEqualTo("Paused");
  }

  private static String kstatus(long generation, AvatarSessionStatus status) {
    if (status.observedGeneration() == null || status.observedGeneration() != generation) {
      return "InProgress";
    }
    if (is(status, "Reconciling", "True")) {
      return "InProgress";
    }
    if (is(status, "Stalled", "True")) {
      return "Failed";
    }
    return is(status, "Ready", "True") ? "Current" : "InProgress";
  }

  private static boolean is(AvatarSessionStatus status, String type, String value) {
    return condition(status, type).filter(found -> found.getStatus().equals(value)).isPresent();
  }

  private static Optional<Condition> condition(AvatarSessionStatus status, String type) {
    return status.conditions().stream().filter(found -> found.getType().equals(type)).findFirst();
  }

  private static Turn connected(Turn turn) {
    turn.conditions()
        .isTrue(ConditionType.Accepted, Reason.Accepted, "in order")
        .isTrue(ConditionType.CredentialsReady, Reason.Issued, "issued")
        .isTrue(ConditionType.WorkerAssigned, Reason.Assigned, "assigned")
        .isTrue(ConditionType.EgressReady, Reason.Connected, "connected");
    return turn;
  }

  private static void set(Turn turn, ConditionType type, String status, Reason reason) {
    switch (status) {
      case "True" -> turn.conditions().isTrue(type, reason, "because");
      case "False" -> turn.conditions().isFalse(type, reason, "because");
      default -> turn.conditions().isUnknown(type, reason, "because");
    }
  }
}

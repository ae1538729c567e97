package dev.avataroperator.operator.session.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.operator.session.assign.WorkersInMemory;
import dev.avataroperator.operator.session.turn.Issued;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.operator.workers.Worker;
import dev.avataroperator.status.ConditionType;
import dev.avataroperator.testing.SessionsInMemory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is planned is told only once it begins. */
class StatusAssemblyTest {
  private static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");
  private static final String RUNS =
      "{worker: a, epoch: 4, rtc: {kind: LiveKit, room: lobby, participantSid: PA_1},"
          + " conditions: [{type: WorkerAssigned, status: 'True', reason: Assigned, message: it,"
          + " lastTransitionTime: '2026-01-01T00:59:00Z'}]}";

  private final StatusAssembly assembly =
      new StatusAssembly(new Measurements(null, new WriteBudget(20), NOW, uid -> Optional.empty()));

  @Test
  void namesTheWorkerAndTheStayOfWhatRunsWhileNothingIsIssuedForTheNextEpoch() {
    // given
    var turn = runsAndIsToMove();

    // when
    var status = assembly.assemble(turn);

    // then
    assertThat(status.worker()).isEqualTo("a");
    assertThat(status.epoch()).isEqualTo(4);
    assertThat(status.rtc().participantSid()).isEqualTo("PA_1");
  }

  @Test
  void namesTheNextWorkerAndNoStayOnceItIsIssuedAndAssigned() {
    // given
    var turn = runsAndIsToMove();
    turn.found(new Issued(5, Optional.empty(), List.of(), List.of(), null, 0, List.of(), () -> {}));

    // when
    var status = assembly.assemble(turn);

    // then
    assertThat(status.worker()).isEqualTo("b");
    assertThat(status.epoch()).isEqualTo(5);
    assertThat(status.rtc().participantSid()).isNull();
  }

  private static Turn runsAndIsToMove() {
    var turn = new Turn(SessionsInMemory.withStatus(SessionsInMemory.session(""), RUNS), NOW);
    Worker next = new WorkersInMemory().add("b");
    turn.found(StreamPlan.on(next, StreamPlan.Kind.ASSIGN, 5, ""));
    turn.conditions().keep(ConditionType.WorkerAssigned);
    return turn;
  }
}

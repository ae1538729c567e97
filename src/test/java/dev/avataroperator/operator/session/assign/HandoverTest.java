package dev.avataroperator.operator.session.assign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.credential.Backoff;
import dev.avataroperator.operator.session.status.Observation;
import dev.avataroperator.operator.session.turn.Attempts;
import dev.avataroperator.operator.session.turn.PlaylistProgress;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.StreamPlan.Kind;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.operator.workers.WorkerCallException;
import dev.avataroperator.status.ConditionType;
import dev.avataroperator.testing.SessionsInMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a worker is told, in which order, and what is said when it can't be. */
class HandoverTest {
  private static final Instant STARTED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");
  private static final AvatarSession NEW = SessionsInMemory.session("");
  private static final String UID = NEW.getMetadata().getUid();

  private final WorkersInMemory workers = new WorkersInMemory();
  private final Whereabouts whereabouts = new Whereabouts(workers, turn -> Optional.empty());
  private final Handover handover =
      new Handover(
          whereabouts,
          turn -> workers.calls.add("commit"),
          new Observation(new PlaylistProgress()),
          new Attempts(new Backoff(new Random(1))),
          STARTED);

  @Test
  void writesTheEpochBeforeTheWorkerHearsOfItAndShowsCredentialsAfterwards() {
    // given
    var turn = turn("{}", NOW);
    var plan = StreamPlan.on(workers.add("a"), Kind.ASSIGN, 1, "");

    // when
    var report = ensure(turn, plan);

    // then
    assertThat(workers.calls).containsExactly("commit", "put a 1", "shown");
    assertThat(report).map(SessionReport::epoch).contains(1L);
    assertThat(turn.conditions().holds(ConditionType.WorkerAssigned)).isTrue();
  }

  @Test
  void hasTheOldWorkerEndItBeforeTheNewOneHearsOfIt() {
    // given
    var old = workers.add("a").runs(UID, 4);
    var plan = StreamPlan.on(workers.add("b"), Kind.ASSIGN, 5, "").leaving(old);

    // when
    ensure(turn("{worker: a, epoch: 4}", NOW), plan);

    // then
    assertThat(workers.calls).containsExactly("delete a 4", "commit", "put b 5", "shown");
  }

  @Test
  void doesNotMoveWhileTheOldWorkerCanNotBeTold() {
    // given
    var old = workers.add("a").runs(UID, 4);
    old.answer = WorkerCallException.Kind.UNREACHABLE;
    var turn = turn("{worker: a, epoch: 4}", NOW);

    // when
    var report = ensure(turn, StreamPlan.on(workers.add("b"), Kind.ASSIGN, 5, "").leaving(old));

    // then
    assertThat(report).isEmpty();
    assertThat(workers.calls).containsExactly("delete a 4");
    assertThat(reason(turn)).isEqualTo("WorkerLost");
    assertThat(turn.untilNext()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"REFUSED", "UNKNOWN_SESSION"})
  void movesWhenTheOldWorkerCanNotRunItAnyMore(WorkerCallException.Kind answer) {
    // given
    var old = workers.add("a").runs(UID, 4);
    old.answer = answer;

    // when
    ensure(
        turn("{worker: a, epoch: 4}", NOW),
        StreamPlan.on(workers.add("b"), Kind.ASSIGN, 5, "").leaving(old));

    // then
    assertThat(workers.calls).containsExactly("delete a 4", "commit", "put b 5", "shown");
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSED, WorkerLost, RESEND",
    "FULL, NoWorkerCapacity, RESEND",
    "UNREACHABLE, WorkerLost, ASSIGN",
    "REJECTED, ProtocolError, ASSIGN"
  })
  void tellsWhatARefusalProves(WorkerCallException.Kind answer, String reason, Kind next) {
    // given
    var worker = workers.add("a");
    worker.answer = answer;
    var turn = turn("{}", NOW);

    // when
    var report = ensure(turn, StreamPlan.on(worker, Kind.ASSIGN, 1, ""));

    // then
    assertThat(report).isEmpty();
    assertThat(reason(turn)).isEqualTo(reason);
    assertThat(turn.untilNext()).isPresent();
    var after = whereabouts.plan(turn("{worker: a, epoch: 1}", NOW), AcceptedSession.of(NEW));
    assertThat(after.kind()).isEqualTo(next);
  }

  @Test
  void letsRunWhatAChangeCanNotReach() {
    // given
    var worker = workers.add("a").runs(UID, 4);
    worker.answer = WorkerCallException.Kind.UNREACHABLE;
    var turn = turn("{worker: a, epoch: 4}", NOW);

    // when
    var report = ensure(turn, StreamPlan.running(worker, worker.session(UID).orElseThrow()));

    // then
    assertThat(report).isPresent();
    assertThat(turn.conditions().holds(ConditionType.WorkerAssigned)).isTrue();
    assertThat(workers.calls).containsExactly("put a 4");
  }

  @Test
  void saysNothingForAWhileAgainstAWorkerThatDoesNotAnswer() {
    // given
    var worker = workers.add("a").isDownSince(NOW);
    var plan = StreamPlan.holding(Optional.of(worker), 4, "no answer");
    var early = turn("{worker: a, epoch: 4}", NOW.plusSeconds(9));
    var late = turn("{worker: a, epoch: 4}", NOW.plusSeconds(10));

    // when
    handover.hold(early, plan);
    handover.hold(late, plan);

    // then
    assertThat(early.isUnobserved()).isTrue();
    assertThat(early.untilNext()).contains(Duration.ofSeconds(1));
    assertThat(late.isUnobserved()).isFalse();
    assertThat(reason(late)).isEqualTo("WorkerLost");
  }

  @Test
  void looksAgainForAWorkerThatIsNotInThePool() {
    // given
    var turn = turn("{worker: a, epoch: 4}", NOW);

    // when
    handover.hold(turn, StreamPlan.holding(Optional.empty(), 4, "a isn't in the pool"));

    // then
    assertThat(reason(turn)).isEqualTo("WorkerLost");
    assertThat(turn.untilNext()).isPresent();
  }

  private Optional<SessionReport> ensure(Turn turn, StreamPlan plan) {
    turn.found(plan);
    var issued = AcceptedSession.issued(plan.epoch(), () -> workers.calls.add("shown"));
    turn.found(issued);
    return handover.ensure(turn, AcceptedSession.of(NEW), plan, issued);
  }

  private static Turn turn(String status, Instant now) {
    return new Turn(SessionsInMemory.withStatus(NEW, status), now);
  }

  private static String reason(Turn turn) {
    return turn.conditions().get(ConditionType.WorkerAssigned).orElseThrow().getReason();
  }
}

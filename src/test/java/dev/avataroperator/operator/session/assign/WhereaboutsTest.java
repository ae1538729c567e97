package dev.avataroperator.operator.session.assign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.control.SessionReport.State;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.StreamPlan.Kind;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.operator.workers.Workers;
import dev.avataroperator.testing.SessionsInMemory;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a session streams, by what the status, its Secret and the workers say. */
class WhereaboutsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");
  private static final AvatarSession NEW = SessionsInMemory.session("");
  private static final String UID = NEW.getMetadata().getUid();

  private final WorkersInMemory workers = new WorkersInMemory();
  private Secret egress;
  private final Whereabouts whereabouts =
      new Whereabouts(workers, turn -> Optional.ofNullable(egress));

  @Test
  void assignsANewSessionToTheWorkerWithMostRoomUnderTheFirstEpoch() {
    // given
    workers.add("a").runs("other", 3);
    workers.add("b");

    // then
    assertPlan(plan("{}"), Kind.ASSIGN, "b", 1);
  }

  @Test
  void keepsTheEpochUntilItIsHandedOver() {
    // given
    workers.add("a");
    assertPlan(plan("{}"), Kind.ASSIGN, "a", 1);

    // when
    egress = AcceptedSession.egress(NEW, 1);

    // then
    assertPlan(plan("{}"), Kind.ASSIGN, "a", 1);

    // when
    whereabouts.handsOver(turn("{}"));

    // then
    assertPlan(plan("{}"), Kind.ASSIGN, "a", 2);
  }

  @Test
  void goesOnWhereItRuns() {
    // given
    workers.add("a").runs(UID, 4);
    egress = AcceptedSession.egress(NEW, 4);

    // then
    assertPlan(plan("{worker: a, epoch: 4}"), Kind.RUNNING, "a", 4);
  }

  @Test
  void adoptsWhatRunsWhereTheStatusWasWiped() {
    // given
    workers.add("a");
    workers.add("b").runs(UID, 4);
    egress = AcceptedSession.egress(NEW, 4);

    // then
    assertPlan(plan("{}"), Kind.RUNNING, "b", 4);
  }

  @Test
  void adoptsWhatRunsWhereTheStatusNamesAnotherWorker() {
    // given
    workers.add("a");
    workers.add("b").runs(UID, 4);
    egress = AcceptedSession.egress(NEW, 4);

    // then
    assertPlan(plan("{worker: a, epoch: 4}"), Kind.RUNNING, "b", 4);
    assertPlan(plan("{worker: nobody, epoch: 4}"), Kind.RUNNING, "b", 4);
  }

  @Test
  void adoptsTheEpochThatRunsWhereTheStatusNamesAnEarlierOne() {
    // given
    workers.add("a").runs(UID, 4);
    egress = AcceptedSession.egress(NEW, 4);

    // then
    assertPlan(plan("{worker: a, epoch: 2}"), Kind.RUNNING, "a", 4);
  }

  @Test
  void neverAdoptsAnEpochThatIsOver() {
    // given
    workers.add("a");
    workers.add("b").runs(UID, 3);
    egress = AcceptedSession.egress(NEW, 4);

    // then
    assertPlan(plan("{worker: a, epoch: 4}"), Kind.ASSIGN, "a", 5);
  }

  @Test
  void asksEveryWorkerBeforeItAssignsWhatMayRunSomewhere() {
    // given
    workers.add("a");
    workers.add("b").isDownSince(NOW);
    egress = AcceptedSession.egress(NEW, 4);

    // then
    assertThat(plan("{}").kind()).isEqualTo(Kind.SETTLING);
  }

  @Test
  void waitsForAWorkerThatDoesNotAnswerUntilItsLeaseIsOver() {
    // given
    workers.add("a");
    workers.add("b").isDownSince(NOW.minus(Workers.LEASE).plusSeconds(1));
    egress = AcceptedSession.egress(NEW, 4);

    // then
    assertThat(plan("{epoch: 3}").kind()).isEqualTo(Kind.SETTLING);

    // when
    workers.add("b").isDownSince(NOW.minus(Workers.LEASE));

    // then
    assertPlan(plan("{epoch: 3}"), Kind.ASSIGN, "a", 5);
  }

  @Test
  void waitsForNobodyWhereNothingListens() {
    // given
    workers.add("a");
    workers.add("b").isDownSince(NOW).refusing = true;
    egress = AcceptedSession.egress(NEW, 4);

    // then
    assertPlan(plan("{epoch: 3}"), Kind.ASSIGN, "a", 5);
  }

  @Test
  void assignsWhatItHasMintedForWhileAnotherWorkerDoesNotAnswer() {
    // given
    workers.add("a").runs(UID, 4);
    workers.add("b").isDownSince(NOW);
    egress = AcceptedSession.egress(NEW, 4);
    var running = plan("{worker: a, epoch: 4}");

    // when
    var again = whereabouts.again(turn("{worker: a, epoch: 4}"), running);
    egress = AcceptedSession.egress(NEW, again.epoch());
    workers.add("a").forgets(UID);

    // then
    assertPlan(again, Kind.ASSIGN, "a", 5);
    assertPlan(plan("{epoch: 4}"), Kind.ASSIGN, "a", 5);
  }

  @Test
  void rollsOverToTheNextEpochForAnotherAvatarOrFormat() {
    // given
    workers.add("a").runs(UID, 4);
    egress = AcceptedSession.egress("another", 4);

    // then
    assertPlan(plan("{worker: a, epoch: 4}"), Kind.ASSIGN, "a", 5);
    assertPlan(plan("{}"), Kind.ASSIGN, "a", 5);
  }

  @Test
  void staysWithAWorkerThatDoesNotAnswer() {
    // given
    workers.add("a").runs(UID, 4).isDownSince(NOW);
    workers.add("b");

    // when
    var plan = plan("{worker: a, epoch: 4}");

    // then
    assertPlan(plan, Kind.HOLDING, "a", 4);
    assertThat(plan.message()).isEqualTo("no answer");
  }

  @Test
  void waitsForAWorkerThatIsNotInThePoolAndMayRunIt() {
    // given
    workers.add("b");

    // when
    var plan = plan("{worker: a, epoch: 4}");

    // then
    assertThat(plan.kind()).isEqualTo(Kind.HOLDING);
    assertThat(plan.message()).isEqualTo("a isn't in the pool");
  }

  @Test
  void movesAwayFromAWorkerThatWasTakenOutOfThePool() {
    // given
    workers.add("a").runs(UID, 4);
    workers.add("b");
    workers.part("a");
    egress = AcceptedSession.egress(NEW, 4);

    // when
    var plan = plan("{worker: a, epoch: 4}");

    // then
    assertPlan(plan, Kind.ASSIGN, "b", 5);
    assertThat(plan.previous()).hasValueSatisfying(old -> assertName(old.endpoint().name(), "a"));
  }

  @Test
  void assignsAnewWhatItsWorkerHasForgotten() {
    // given
    workers.add("a");
    egress = AcceptedSession.egress(NEW, 4);

    // then
    assertPlan(plan("{worker: a, epoch: 4}"), Kind.ASSIGN, "a", 5);
  }

  @Test
  void sendsAnEpochOnceMoreThatNeverReachedItsWorker() {
    // given
    workers.add("a");
    whereabouts.notSent(turn("{worker: a, epoch: 4}"), 4);

    // then
    assertPlan(plan("{worker: a, epoch: 4}"), Kind.RESEND, "a", 4);

    // when
    workers.add("a").capacity = 0;
    workers.add("b");

    // then
    assertPlan(plan("{worker: a, epoch: 4}"), Kind.ASSIGN, "b", 5);
  }

  @Test
  void saysWhyNoWorkerTakesIt() {
    // given
    workers.add("a").capacity = 0;

    // then
    assertThat(plan("{}").kind()).isEqualTo(Kind.NOWHERE);
    assertThat(plan("{}").message()).startsWith("No worker has room");

    // when
    workers.settling = true;

    // then
    assertThat(plan("{}").kind()).isEqualTo(Kind.SETTLING);
  }

  @Test
  void hearsOnlyOfThePresentEpoch() {
    // given
    workers.add("a").runs(UID, 4, State.Parked);

    // then
    assertThat(whereabouts.heard(turn("{worker: a, epoch: 4}"))).isPresent();
    assertThat(whereabouts.heard(turn("{worker: a, epoch: 5}"))).isEmpty();
    assertThat(whereabouts.heard(turn("{}"))).isEmpty();
  }

  private StreamPlan plan(String status) {
    return whereabouts.plan(turn(status), AcceptedSession.of(NEW));
  }

  private static Turn turn(String status) {
    return new Turn(SessionsInMemory.withStatus(NEW, status), NOW);
  }

  private static void assertPlan(StreamPlan plan, Kind kind, String worker, long epoch) {
    assertThat(plan.kind()).as(plan.message()).isEqualTo(kind);
    assertName(plan.worker().orElseThrow().endpoint().name(), worker);
    assertThat(plan.epoch()).isEqualTo(epoch);
  }

  private static void assertName(String name, String expected) {
    assertThat(name).isEqualTo(expected);
  }
}

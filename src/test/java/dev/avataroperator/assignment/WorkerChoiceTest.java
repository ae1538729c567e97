package dev.avataroperator.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.assignment.Placement.NoCapacity;
import dev.avataroperator.assignment.Placement.Placed;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerChoiceTest {

  @Test
  void takesTheLeastLoadedWorkerThatHasRoom() {
    // given
    var workers = List.of(worker("a", 5, 10), worker("b", 4, 10), worker("c", 30, 100));

    // then
    assertThat(WorkerChoice.place(workers)).extracting("worker").isEqualTo("c");
  }

  @Test
  void takesNoWorkerThatIsFullDrainingBusyOrLost() {
    // given
    var workers =
        List.of(
            worker("full", 10, 10),
            new WorkerView("draining", true, true, false, 0, 10),
            new WorkerView("busy", true, false, true, 0, 10),
            new WorkerView("lost", false, false, false, 0, 10));

    // when
    var placement = WorkerChoice.place(workers);

    // then
    assertThat(placement).isInstanceOf(NoCapacity.class);
    assertThat(placement.reason())
        .contains("10 of 30 sessions")
        .contains("1 of them draining, 1 short of CPU");
  }

  @Test
  void saysWhatIsMissingInAnEmptyPool() {
    assertThat(WorkerChoice.place(List.of()).reason()).contains("its status says why");
  }

  @Test
  void choosesTheSameAmongEquals() {
    assertThat(WorkerChoice.place(List.of(worker("b", 0, 1), worker("a", 0, 1))))
        .isInstanceOfSatisfying(Placed.class, p -> assertThat(p.worker()).isEqualTo("a"));
  }

  private static WorkerView worker(String name, int assigned, int capacity) {
    return new WorkerView(name, true, false, false, assigned, capacity);
  }
}

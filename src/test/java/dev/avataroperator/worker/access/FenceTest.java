package dev.avataroperator.worker.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FenceTest {
  private final Fence fence = new Fence();

  @Test
  void listensToTheHighestTermOnly() {
    // when
    fence.checkTerm(4);

    // then
    assertThatThrownBy(() -> fence.checkTerm(3)).isInstanceOf(ApiProblem.class);
    fence.checkTerm(4);
    assertThat(fence.isCurrent(3)).isFalse();
    assertThat(fence.isCurrent(4)).isTrue();
  }

  @Test
  void takesTheSameEpochOfASessionButNoneBefore() {
    // when
    fence.passed("u1", 4);

    // then
    fence.checkEpoch("u1", 4);
    fence.checkEpoch("u2", 1);
    assertThatThrownBy(() -> fence.checkEpoch("u1", 3)).isInstanceOf(ApiProblem.class);
  }

  @Test
  void endsTheLeaseTenMinutesAfterTheLastContact() {
    // given
    var now = new long[] {0};
    var lease = new Lease(() -> now[0]);

    // when
    now[0] = Duration.ofMinutes(9).toNanos();
    lease.contact();
    now[0] = Duration.ofMinutes(19).toNanos() - 1;
    var before = lease.isOver();
    now[0]++;

    // then
    assertThat(before).isFalse();
    assertThat(lease.isOver()).isTrue();
  }
}

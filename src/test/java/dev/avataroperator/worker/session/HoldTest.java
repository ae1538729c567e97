package dev.avataroperator.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HoldTest {
  private final Hold hold = new Hold();

  @Test
  void endsWhenTheAvatarIsSeen() {
    // given
    hold.confirmed(0);
    var before = hold.isOver(1);

    // when
    hold.published();

    // then
    assertThat(before).isFalse();
    assertThat(hold.isOver(1)).isTrue();
  }

  @Test
  void endsFiveSecondsAfterTheFirstConfirm() {
    // given
    var fiveSeconds = Duration.ofSeconds(5).toNanos();
    var unconfirmed = hold.isOver(fiveSeconds);
    hold.confirmed(0);
    hold.confirmed(1_000);

    // then
    assertThat(unconfirmed).isFalse();
    assertThat(hold.isOver(fiveSeconds - 1)).isFalse();
    assertThat(hold.isOver(fiveSeconds)).isTrue();
    assertThat(hold.isOver(0)).isTrue();
  }
}

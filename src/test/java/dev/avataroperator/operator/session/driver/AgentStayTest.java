package dev.avataroperator.operator.session.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.rtc.AgentDispatcher.Dispatch;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentStayTest {
  private static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");
  private static final Dispatch OPEN = new Dispatch("AD_1", false, false);
  private static final Dispatch TAKEN = new Dispatch("AD_1", true, false);
  private static final Dispatch THERE = new Dispatch("AD_1", true, true);

  @Test
  void isSentForAgainWhenNobodyTookItForHalfAMinute() {
    // given
    var stay = see(AgentStay.sent(NOW), OPEN, 10);

    // then
    assertThat(stay.isUnheard(at(29))).isFalse();
    assertThat(stay.isUnheard(at(30))).isTrue();
    assertThat(stay.isOver(at(300))).isFalse();
    assertThat(stay.describe("porter")).contains("porter", "registered by that name");
  }

  @Test
  void mayTakeTwoMinutesToCome() {
    // given
    var stay = see(see(AgentStay.sent(NOW), TAKEN, 10), TAKEN, 20);

    // then
    assertThat(stay.isOver(at(129))).isFalse();
    assertThat(stay.isOver(at(130))).isTrue();
    assertThat(stay.isUnheard(at(130))).isFalse();
    assertThat(stay.why("porter")).contains("porter", "didn't come");
  }

  @Test
  void isLostWhenItWasThereAndIsGoneForTenSeconds() {
    // given
    var there = see(AgentStay.sent(NOW), THERE, 10);
    var gone = see(there, TAKEN, 40);

    // then
    assertThat(there.isOver(at(3600))).isFalse();
    assertThat(gone.isOver(at(49))).isFalse();
    assertThat(gone.isOver(at(50))).isTrue();
    assertThat(see(gone, THERE, 45).isOver(at(60))).isFalse();
    assertThat(gone.why("porter")).contains("porter", "left");
  }

  @Test
  void isWaitedForAnewByAnOperatorThatStarts() {
    // given
    var stay = AgentStay.after(Optional.empty(), TAKEN, at(3600));

    // then
    assertThat(stay.isOver(at(3600))).isFalse();
    assertThat(stay.isOver(at(3720))).isTrue();
  }

  private static AgentStay see(AgentStay before, Dispatch dispatch, int second) {
    return AgentStay.after(Optional.of(before), dispatch, at(second));
  }

  private static Instant at(int second) {
    return NOW.plusSeconds(second);
  }
}

package dev.avataroperator.operator.session.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.UsageStatus;
import dev.avataroperator.control.SessionReport;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsageTest {
  private static final SessionReport.Usage NOW = new SessionReport.Usage(1.25, 2, 1, 0, 10);

  @Test
  void addsThePresentEpochToWhatWasBeforeIt() {
    // given
    var before = Usage.write(Optional.of(new UsageStatus(8.4, 3L, 0L, 1L, 60.0)));

    // then
    assertThat(Usage.total(before, NOW)).isEqualTo(new UsageStatus(9.7, 5L, 1L, 1L, 70.0));
  }

  @Test
  void beginsWithNothing() {
    assertThat(Usage.write(Optional.empty())).isNull();
    assertThat(Usage.total(null, NOW)).isEqualTo(new UsageStatus(1.3, 2L, 1L, 0L, 10.0));
    assertThat(Usage.total("{damaged", NOW).segments()).isEqualTo(2);
  }
}

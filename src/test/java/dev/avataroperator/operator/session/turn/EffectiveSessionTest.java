package dev.avataroperator.operator.session.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.SessionsInMemory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EffectiveSessionTest {
  @Test
  void letsTheServiceWaitAMinuteLongerThanTheSessionDoes() {
    assertThat(of(SessionsInMemory.session("idle: {afterSilence: 30m}")))
        .isEqualTo(Duration.ofMinutes(31));
    assertThat(of(SessionsInMemory.session(""))).isEqualTo(Duration.ofMinutes(11));
  }

  @Test
  void outlastsTheGapBetweenTwoItems() {
    assertThat(of(playlist("gap: 20m, "))).isEqualTo(Duration.ofMinutes(21));
    assertThat(of(playlist("gap: 1m, "))).isEqualTo(Duration.ofMinutes(11));
    assertThat(of(playlist(""))).isEqualTo(Duration.ofMinutes(11));
  }

  private static AvatarSession playlist(String gap) {
    var audio = "source: {playlist: {" + gap + "items: [{url: 'https://example.com/a.wav'}]}}";
    return SessionsInMemory.of(Samples.audioOnLiveKit("lobby", "lobby", audio));
  }

  private static Duration of(AvatarSession session) {
    return EffectiveSession.of(session).idleTimeout();
  }
}

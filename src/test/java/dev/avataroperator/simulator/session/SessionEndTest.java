package dev.avataroperator.simulator.session;

import static dev.avataroperator.simulator.RunningSimulator.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.simulator.Configurations;
import dev.avataroperator.simulator.RunningSimulator;
import dev.avataroperator.simulator.settings.SimulatorSettings.Timing;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionEndTest {

  @Test
  void recordsHowTheClientClosed() {
    try (var simulator = new RunningSimulator()) {
      // given
      var client = simulator.confirmed();

      // when
      client.socket().close((short) 1000);

      // then
      await().until(() -> simulator.onlySession().getInteger("closeCode") != null);
      assertThat(simulator.onlySession().getInteger("closeCode")).isEqualTo(1000);
      assertThat(simulator.stats().getInteger("openSessions")).isZero();
    }
  }

  @Test
  void endsASessionAtItsMaximumDuration() {
    var brief = new Timing(Duration.ofMillis(1), Duration.ofMinutes(1), Duration.ofMillis(50));
    try (var simulator = new RunningSimulator(SETTINGS.withTiming(brief))) {
      assertThat(simulator.confirmed().closeCode()).isEqualTo(4002);
    }
  }

  @Test
  void endsASilentSessionAtTheIdleTimeoutItAskedFor() {
    try (var simulator = RunningSimulator.inRealTime(SETTINGS)) {
      // given
      var configuration = Configurations.liveKit(simulator.time.instant());
      configuration.getLivekitEgressBuilder().setIdleTimeout(1);

      // when
      var client = simulator.confirmed(configuration.build());

      // then
      assertThat(client.closeCode()).isEqualTo(1000);
    }
  }

  @Test
  void closesTheOlderOfTwoSessionsThatPublishAsOneParticipant() {
    try (var simulator = new RunningSimulator()) {
      // given
      var older = simulator.confirmed();

      // when
      var newer = simulator.confirmed();

      // then
      assertThat(older.closeCode()).isEqualTo(4409);
      assertThat(newer.socket().isClosed()).isFalse();
      assertThat(simulator.stats().getLong("duplicates")).isOne();
      assertThat(simulator.sessions())
          .allSatisfy(session -> assertThat(((JsonObject) session).getLong("duplicates")).isOne());
    }
  }

  @Test
  void countsNoDuplicateWhereTheOlderSessionEndsInTime() {
    try (var simulator = new RunningSimulator()) {
      // given
      var older = simulator.confirmed();
      var now = simulator.time.instant();
      var newer = simulator.confirmed();
      older.close();

      // when
      var third = simulator.confirmed(Configurations.liveKit(now, "lobby", "avatar-2").build());
      var witness = simulator.confirmed(Configurations.liveKit(now, "lobby", "avatar-2").build());

      // then
      assertThat(third.closeCode()).isEqualTo(4409);
      assertThat(newer.socket().isClosed()).isFalse();
      assertThat(witness.socket().isClosed()).isFalse();
      assertThat(simulator.stats().getLong("duplicates")).isOne();
    }
  }
}

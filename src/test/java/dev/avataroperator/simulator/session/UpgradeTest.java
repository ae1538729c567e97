package dev.avataroperator.simulator.session;

import static dev.avataroperator.simulator.RunningSimulator.APP;
import static dev.avataroperator.simulator.RunningSimulator.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.simulator.Configurations;
import dev.avataroperator.simulator.RunningSimulator;
import dev.avataroperator.simulator.settings.SimulatorSettings.Quota;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UpgradeTest {

  @Test
  void refusesATokenThatWasUsed() {
    try (var simulator = new RunningSimulator()) {
      // given
      var token = simulator.token();
      simulator.dial(simulator.upgrade(token));

      // when
      var status = simulator.refusal(simulator.upgrade(token));

      // then
      assertThat(status).isEqualTo(401);
      assertThat(refusals(simulator, "used")).isOne();
    }
  }

  @Test
  void refusesATokenThatHasExpired() {
    try (var simulator = new RunningSimulator()) {
      // given
      var token = simulator.token();
      simulator.time.move(Duration.ofHours(1));

      // when
      var status = simulator.refusal(simulator.upgrade(token));

      // then
      assertThat(status).isEqualTo(401);
      assertThat(refusals(simulator, "expired")).isOne();
    }
  }

  @Test
  void checksTheTokenThenTheAppThenTheAvatar() {
    var settings = SETTINGS.withAvatarIds(Set.of("avatar-a"));
    try (var simulator = new RunningSimulator(settings)) {
      // given
      var token = simulator.token();

      // then
      assertThat(simulator.refusal(simulator.upgrade("made-up", "no-app", "no-avatar")))
          .isEqualTo(401);
      assertThat(simulator.refusal(simulator.upgrade(token, "no-app", "no-avatar"))).isEqualTo(403);
      assertThat(simulator.refusal(simulator.upgrade(token, APP, ""))).isEqualTo(400);
      assertThat(simulator.refusal(simulator.upgrade(token, APP, "no-avatar"))).isEqualTo(404);
      assertThat(refusals(simulator, "unknown")).isOne();
    }
  }

  @Test
  void leavesATokenUnusedWhenTheUpgradeIsRefusedForAnotherReason() {
    try (var simulator = new RunningSimulator()) {
      // given
      var token = simulator.token();
      simulator.refusal(simulator.upgrade(token, "no-app", "avatar-a"));

      // when
      var client = simulator.dial(simulator.upgrade(token));

      // then
      client.configure(Configurations.liveKit(simulator.time.instant()).build());
      assertThat(client.nextConfirm()).isNotEmpty();
    }
  }

  @Test
  void takesCredentialsFromTheQueryToo() {
    try (var simulator = new RunningSimulator()) {
      // given
      var inHeaders = simulator.upgrade(simulator.token());
      var query = "&appId=" + APP + "&sessionKey=" + simulator.token();

      // when
      var client =
          simulator.dial(
              new WebSocketConnectOptions()
                  .setHost(inHeaders.getHost())
                  .setPort(inHeaders.getPort())
                  .setURI(inHeaders.getURI() + query));

      // then
      client.configure(Configurations.liveKit(simulator.time.instant()).build());
      assertThat(client.nextConfirm()).isNotEmpty();
    }
  }

  @Test
  void closesOneConnectionTooManyRightAfterItsUpgrade() {
    var one = SETTINGS.withQuota(new Quota(1, Quota.Point.Upgrade));
    try (var simulator = new RunningSimulator(one)) {
      // given
      simulator.dial();

      // when
      var second = simulator.dial();

      // then
      assertThat(second.closeCode()).isEqualTo(4003);
    }
  }

  @Test
  void countsOnlyConfiguredSessionsWhereTheQuotaSaysSo() {
    var one = SETTINGS.withQuota(new Quota(1, Quota.Point.Configure));
    try (var simulator = new RunningSimulator(one)) {
      // given
      var held = simulator.dial();
      var first = simulator.confirmed();

      // when
      var configuration = Configurations.liveKit(simulator.time.instant()).build();
      var second = simulator.dial().configure(configuration);

      // then
      assertThat(second.closeCode()).isEqualTo(4003);
      first.close();
      assertThat(held.configure(configuration).nextConfirm()).isNotEmpty();
    }
  }

  private static long refusals(RunningSimulator simulator, String reason) {
    return simulator.stats().getJsonObject("tokensRefused").getLong(reason);
  }
}

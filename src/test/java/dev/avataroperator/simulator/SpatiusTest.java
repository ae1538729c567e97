package dev.avataroperator.simulator;

import static dev.avataroperator.simulator.RunningSimulator.API_KEY;
import static dev.avataroperator.simulator.RunningSimulator.APP;
import static dev.avataroperator.simulator.RunningSimulator.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.egress.proto.ClientPause;
import dev.avataroperator.egress.proto.Message;
import dev.avataroperator.egress.proto.MessageType;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpatiusTest {
  @AutoClose
  private final RunningSimulator simulator =
      new RunningSimulator(SETTINGS.withAvatarIds(Set.of("avatar-a")));

  @ParameterizedTest
  @ValueSource(strings = {"/session-tokens", "/v1/console/session-tokens", "/eu/session-tokens"})
  void handsOutTokensBesideTheOtherDialect(String path) {
    // when
    var reply = new JsonObject(mint(path).body());

    // then
    assertThat(reply.fieldNames()).containsExactly("sessionToken");
    assertThat(simulator.dial(simulator.upgrade(reply.getString("sessionToken")))).isNotNull();
    assertThat(simulator.dial()).isNotNull();
    assertThat(simulator.sessions().stream().map(one -> ((JsonObject) one).getString("dialect")))
        .containsExactlyInAnyOrder("Spatius", "SpatialReal");
  }

  @Test
  void refusesUpgradesInItsOwnWords() {
    // given
    var used = token();
    simulator.dial(simulator.upgrade(used));
    var fresh = token();

    // then
    assertThat(simulator.refusal(simulator.upgrade(used))).isEqualTo(400);
    assertThat(simulator.refusal(simulator.upgrade("made-up"))).isEqualTo(401);
    assertThat(simulator.refusal(simulator.upgrade(fresh, "no-app", "no-avatar"))).isEqualTo(404);
    assertThat(simulator.refusal(simulator.upgrade(fresh, APP, "no-avatar"))).isEqualTo(404);
    simulator.time.move(Duration.ofHours(1));
    assertThat(simulator.refusal(simulator.upgrade(fresh))).isEqualTo(401);
  }

  @Test
  void offersNothingAndTakesNoPause() {
    // given
    var client = simulator.dial(simulator.upgrade(token()));
    client.configure(Configurations.liveKit(simulator.time.instant()).build());

    // when
    var confirm = client.nextMessage().getServerConfirmSession();
    client.send(
        Message.newBuilder()
            .setType(MessageType.MESSAGE_CLIENT_PAUSE)
            .setClientPause(ClientPause.newBuilder().setReqId("r1"))
            .build());

    // then
    assertThat(confirm.getConnectionId()).isNotEmpty();
    assertThat(confirm.getCapabilitiesList()).isEmpty();
    assertThat(client.nextError().getCode()).isEqualTo(12);
  }

  private String token() {
    return new JsonObject(mint("/v1/console/session-tokens").body()).getString("sessionToken");
  }

  private HttpResponse<String> mint(String path) {
    var expiry = simulator.time.instant().plusSeconds(3600).getEpochSecond();
    return simulator.post(path, API_KEY, "{\"expireAt\":" + expiry + "}");
  }
}

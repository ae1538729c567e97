package dev.avataroperator.simulator.fault;

import static dev.avataroperator.simulator.RunningSimulator.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.egress.proto.Message;
import dev.avataroperator.simulator.Configurations;
import dev.avataroperator.simulator.DrivingClient;
import dev.avataroperator.simulator.RunningSimulator;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class FaultsTest {
  @AutoClose private final RunningSimulator simulator = RunningSimulator.inRealTime(SETTINGS);

  @Test
  void failsTheNextTokenCallsWithAStatusAndABody() {
    // given
    simulator.fault("{\"kind\":\"token\",\"status\":503,\"body\":{\"a\":1},\"times\":2}");

    // when
    var first = simulator.requestToken();
    var second = simulator.requestToken();
    var third = simulator.requestToken();

    // then
    assertThat(first.statusCode()).isEqualTo(503);
    assertThat(first.body()).isEqualTo("{\"a\":1}");
    assertThat(second.statusCode()).isEqualTo(503);
    assertThat(third.statusCode()).isEqualTo(200);
  }

  @Test
  void dropsATokenCall() {
    // given
    simulator.fault("{\"kind\":\"token\",\"drop\":true}");

    // then
    assertThatThrownBy(simulator::requestToken).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void failsUntilItIsCleared() {
    // given
    simulator.fault("{\"kind\":\"token\",\"status\":402,\"times\":0}");
    simulator.requestToken();

    // when
    var struck = simulator.requestToken();
    simulator.clearFaults();

    // then
    assertThat(struck.statusCode()).isEqualTo(402);
    assertThat(simulator.requestToken().statusCode()).isEqualTo(200);
  }

  @Test
  void refusesAnUpgradeAndLeavesItsTokenUnused() {
    // given
    simulator.fault("{\"kind\":\"upgrade\",\"status\":429,\"avatarId\":\"avatar-a\"}");
    var token = simulator.token();

    // when
    var status = simulator.refusal(simulator.upgrade(token));

    // then
    assertThat(status).isEqualTo(429);
    assertThat(simulator.dial(simulator.upgrade(token)).socket().isClosed()).isFalse();
  }

  @Test
  void delaysTheConfirm() {
    // given
    simulator.fault("{\"kind\":\"confirmDelay\",\"ms\":500}");

    // when
    var client = configured().audio("r1", new byte[2], false);

    // then
    assertThat(client.nextError().getMessage()).contains("isn't confirmed yet");
    assertThat(client.nextConfirm()).isNotEmpty();
  }

  @Test
  void swallowsTheConfirm() {
    // given
    simulator.fault("{\"kind\":\"confirmSwallow\"}");
    var client = configured();

    // when
    client.audio("r1", new byte[2], false);

    // then
    assertThat(client.nextError().getMessage()).contains("confirmed");
    assertThat(simulator.onlySession().getInstant("confirmedAt")).isNull();
  }

  @Test
  void closesInsteadOfTheConfirm() {
    // given
    simulator.fault("{\"kind\":\"close\",\"code\":4001,\"when\":{\"handshake\":true}}");

    // then
    assertThat(configured().closeCode()).isEqualTo(4001);
  }

  @Test
  void closesAfterSoManyAudioMessages() {
    // given
    simulator.fault("{\"kind\":\"close\",\"code\":4503,\"when\":{\"messages\":2}}");
    var client = simulator.confirmed();

    // when
    client.audio("r1", new byte[2], false).audio("r1", new byte[2], false);

    // then
    assertThat(client.closeCode()).isEqualTo(4503);
    assertThat(simulator.onlyRequest().getLong("messages")).isEqualTo(2);
  }

  @Test
  void strikesOneSessionAfterTheOther() {
    // given
    simulator.fault("{\"kind\":\"close\",\"code\":4001}");
    simulator.fault("{\"kind\":\"close\",\"code\":4002}");

    // then
    assertThat(configured().closeCode()).isEqualTo(4001);
    assertThat(configured().closeCode()).isEqualTo(4002);
  }

  @Test
  void strikesNewSessionsOfOneAvatarOnly() {
    // given
    simulator.fault("{\"kind\":\"close\",\"code\":4001,\"match\":{\"avatarId\":\"another\"}}");

    // when
    var client = simulator.confirmed().audio("r1", new byte[2], false);

    // then
    assertThat(client.nextAnimation()).isEqualTo("r1");
  }

  @Test
  void strikesAnOpenSession() {
    // given
    var other = simulator.confirmed();
    var client = configured();
    var id = client.nextConfirm();

    // when
    simulator.fault(
        "{\"kind\":\"drop\",\"match\":{\"connectionId\":\"" + id + "\"},\"when\":{\"ms\":5}}");

    // then
    assertThat(client.closeCode()).isEqualTo(1006);
    assertThat(other.socket().isClosed()).isFalse();
  }

  @Test
  void sendsAnErrorAndGoesOn() {
    // given
    simulator.fault(
        "{\"kind\":\"serverError\",\"code\":14,\"message\":\"gone\",\"requestId\":\"r1\"}");
    var client = simulator.confirmed();

    // when
    var error = client.nextError();
    client.audio("r1", new byte[2], false);

    // then
    assertThat(error.getCode()).isEqualTo(14);
    assertThat(error.getReqId()).isEqualTo("r1");
    assertThat(client.nextAnimation()).isEqualTo("r1");
  }

  @Test
  void fallsSilent() {
    // given
    simulator.fault("{\"kind\":\"silent\"}");
    var client = simulator.confirmed();

    // when
    client.audio("r1", new byte[2], true);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> wasPlayed(simulator.onlySession().getJsonArray("requests")));
    client.interrupt("nothing");

    // then
    assertThat(client.nextError().getReqId()).isEqualTo("nothing");
    assertThat(simulator.onlyRequest().getLong("answers")).isZero();
  }

  @Test
  void dropsTheConnectionWithoutACloseFrame() {
    // given
    simulator.fault("{\"kind\":\"drop\",\"when\":{\"handshake\":true}}");

    // then
    assertThat(configured().closeCode()).isEqualTo(1006);
  }

  @Test
  void sendsFramesThatDoNotBelongThere() throws Exception {
    // given
    simulator.fault("{\"kind\":\"frame\",\"frame\":\"Text\",\"when\":{\"handshake\":true}}");
    var text = configured();
    simulator.fault(
        "{\"kind\":\"frame\",\"frame\":\"EmptyConfirm\",\"when\":{\"handshake\":true}}");
    var empty = configured();
    simulator.fault("{\"kind\":\"frame\",\"frame\":\"Garbage\"}");
    var garbage = simulator.confirmed();

    // then
    assertThat(text.next()).isInstanceOf(String.class);
    assertThat(empty.nextConfirm()).isEmpty();
    var frame = ((Buffer) garbage.next()).getBytes();
    assertThatThrownBy(() -> Message.parseFrom(frame)).hasMessageContaining("truncated");
  }

  private static boolean wasPlayed(JsonArray requests) {
    return !requests.isEmpty() && requests.getJsonObject(0).getInstant("playedAt") != null;
  }

  private DrivingClient configured() {
    return simulator.dial().configure(Configurations.liveKit(simulator.time.instant()).build());
  }
}

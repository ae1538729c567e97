package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.testing.Accounts;
import dev.avataroperator.testing.Dispatched;
import dev.avataroperator.testing.DriverCalls;
import dev.avataroperator.testing.LiveKitServer;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.Tenant;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A LiveKit agent is sent to the room of a real LiveKit server, and called back. */
class AgentDriverIT {
  private static LiveKitServer livekit;

  @RegisterExtension final Tenant tenant = new Tenant();

  private final DriverCalls driver = new DriverCalls(tenant, "desk");
  private Dispatched dispatched;

  @BeforeAll
  static void configure() throws IOException {
    livekit = new LiveKitServer(Path.of("target/agent-livekit"), "devkey", Accounts.LIVEKIT_SECRET);
  }

  @AfterAll
  static void stop() {
    livekit.close();
  }

  @BeforeEach
  void start() {
    livekit.start();
    tenant.apply(Accounts.liveKit("rooms", livekit.url().toString()));
    dispatched = new Dispatched(livekit, tenant.room("desk"));
  }

  @Test
  void sendsAnAgentThatKnowsWhereToStandAndWhomToAsk() {
    // when
    apply("{agentName: receptionist, metadata: speaks English}");

    // then
    assertThat(awaitDispatch())
        .isTrue("CredentialsReady", "Issued")
        .isFalse("MediaPublishing", "Connecting")
        .lacks("WorkerAssigned")
        .says("EgressReady", "receptionist");
    assertThat(tenant.secret("desk-egress").getData())
        .containsOnlyKeys("app-id", "avatar-id", "console-url", "ingress-url", "broker-key");
    assertThat(dispatched.only().getAgentName()).isEqualTo("receptionist");
    assertThat(tenant.secret("desk-egress").getMetadata().getAnnotations())
        .containsEntry("avatar-operator.dev/agent-dispatch", dispatched.only().getId());
    var told = dispatched.told();
    assertThat(told.path("room").asText()).isEqualTo(tenant.room("desk"));
    assertThat(told.path("identity").asText()).isEqualTo("avatar");
    assertThat(told.path("consoleUrl").asText()).isEqualTo(tenant.installation().brokerUrl());
    assertThat(told.path("apiKey").asText()).isEqualTo(driver.key());
    assertThat(told.path("metadata").asText()).isEqualTo("speaks English");
    assertThat(driver.upgrade(driver.token())).isEqualTo(101);
  }

  @Test
  void sendsNobodyTwiceWhenTheOperatorStartsAgain() {
    // given
    apply();
    awaitDispatch();
    var before = dispatched.only().getId();

    // when
    tenant.installation().operator().kill();
    tenant.installation().operator().start().awaitReady();

    // then
    tenant.eventually(() -> assertThat(driver.status(driver.key())).isEqualTo(200));
    assertThat(dispatched.only().getId()).isEqualTo(before);
  }

  @Test
  void sendsAnotherWhenTheKeyIsReplaced() {
    // given
    apply();
    awaitDispatch();
    var before = dispatched.only().getId();

    // when
    tenant.patch(
        "desk",
        "{\"metadata\":{\"annotations\":{\"avatar-operator.dev/rotate-requested-at\":\"1\"}}}");

    // then
    tenant.eventually(() -> assertThat(dispatched.only().getId()).isNotEqualTo(before));
    assertThat(dispatched.told().path("apiKey").asText()).isEqualTo(driver.key());
  }

  @Test
  void sendsAnotherWhenSomebodyTookItsDispatchAway() {
    // given
    apply();
    awaitDispatch();
    var before = dispatched.only().getId();

    // when
    dispatched.delete(before);

    // then
    tenant.eventually(() -> assertThat(dispatched.only().getId()).isNotEqualTo(before));
  }

  @Test
  void callsItBackWhenSuspendedAndSendsAnotherAfterwards() {
    // given
    apply();
    awaitDispatch();
    var key = driver.key();

    // when
    tenant.patch("desk", "{\"spec\":{\"suspend\":true}}");
    tenant.await("desk", "Suspended");

    // then
    assertThat(dispatched.all()).isEmpty();
    assertThat(tenant.secret("desk-egress")).isNull();
    tenant.eventually(() -> assertThat(driver.status(key)).isEqualTo(401));

    // when
    tenant.patch("desk", "{\"spec\":{\"suspend\":false}}");

    // then
    awaitDispatch();
    assertThat(dispatched.told().path("apiKey").asText()).isNotEqualTo(key);
  }

  @Test
  void callsItBackWhenAnotherDriverTakesOver() {
    // given
    apply();
    awaitDispatch();

    // when
    tenant.patch("desk", "{\"spec\":{\"driver\":{\"agent\":null,\"external\":{}}}}");

    // then
    tenant.eventually(() -> assertThat(dispatched.all()).isEmpty());
    tenant.eventually(
        () ->
            assertThat(tenant.secret("desk-egress").getData()).containsKey("session-token-spare"));
    assertThat(tenant.secret("desk-egress").getMetadata().getAnnotations())
        .doesNotContainKey("avatar-operator.dev/agent-dispatch");
  }

  @Test
  void leavesOtherAgentsOfTheRoomAlone() {
    // given
    apply();
    awaitDispatch();
    tenant.apply(
        session("second", "{agentName: porter}").replace("identity: avatar", "identity: other"));
    tenant.eventually(() -> assertThat(dispatched.all()).hasSize(2));

    // when
    tenant.handle("desk").delete();

    // then
    tenant.eventually(() -> assertThat(tenant.session("desk")).isNull());
    assertThat(dispatched.only().getAgentName()).isEqualTo("porter");
  }

  @Test
  void goesWhenLiveKitDoesNotAnswer() {
    // given
    apply();
    awaitDispatch();
    livekit.kill();

    // when
    tenant.handle("desk").delete();

    // then
    tenant.eventually(() -> assertThat(tenant.session("desk")).isNull());
    assertThat(tenant.secret("desk-egress")).isNull();
    assertThat(tenant.events("desk"))
        .extracting(event -> event.getReason())
        .contains("TeardownIncomplete");
  }

  @Test
  void saysThatLiveKitDoesNotAnswerAndSendsTheAgentOnceItDoes() {
    // given
    livekit.kill();

    // when
    apply();

    // then
    tenant.eventually(
        () ->
            assertThat(tenant.session("desk"))
                .isFalse("EgressReady", "EgressUnavailable")
                .isTrue("Reconciling", "EgressUnavailable")
                .says("EgressReady", "receptionist", "LiveKit"));

    // when
    livekit.start();

    // then
    awaitDispatch();
    assertThat(dispatched.all()).hasSize(1);
  }

  private void apply() {
    apply("{agentName: receptionist}");
  }

  private void apply(String agent) {
    tenant.apply(session("desk", agent));
  }

  private String session(String name, String agent) {
    return Samples.drivenOnLiveKit(name, tenant.room("desk"), "{agent: " + agent + "}")
        .replace("providerRef: {name: livekit}", "providerRef: {name: rooms}");
  }

  private AvatarSession awaitDispatch() {
    tenant.eventually(() -> assertThat(tenant.session("desk")).isTrue("EgressReady", "Issued"));
    tenant.eventually(() -> assertThat(dispatched.all()).isNotEmpty());
    return tenant.session("desk");
  }
}

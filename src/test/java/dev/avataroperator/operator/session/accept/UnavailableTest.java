package dev.avataroperator.operator.session.accept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.testing.Samples;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnavailableTest {

  @ParameterizedTest
  @ValueSource(strings = {"{external: {}}", "{agent: {agentName: receptionist}}"})
  void saysThatOtherDriversNeedABroker(String driver) {
    // given
    var session =
        Serialization.unmarshal(
            Samples.drivenOnLiveKit("lobby", "room", driver), AvatarSession.class);

    // then
    assertThat(Unavailable.in(session.getSpec(), "default", false))
        .hasValueSatisfying(
            why -> assertThat(why).contains("--broker-listen", "--broker-url", "driver.worker"));
    assertThat(Unavailable.in(session.getSpec(), "default", true)).isEmpty();
  }
}

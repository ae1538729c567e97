package dev.avataroperator.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.avataroperator.credential.SecretText;
import dev.avataroperator.gateway.Caller;
import dev.avataroperator.gateway.Refusal;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An API server that takes connections and never answers, and a client that would wait for it. */
@Timeout(60)
class KubernetesCallersTest {
  @AutoClose private final ServerSocket silent = listening();
  @AutoClose private final KubernetesClient patient = client();

  private final KubernetesCallers callers = new KubernetesCallers(patient, Duration.ofMillis(200));

  @Test
  void givesUpWhenNobodySaysWhoSomebodyIs() {
    assertUnavailable(() -> callers.authenticate(SecretText.of("token")));
  }

  @Test
  void givesUpWhenNobodySaysWhatSomebodyMay() {
    // given
    var ann = new Caller("ann", "1", List.of(), Map.of());
    // then
    assertUnavailable(() -> callers.mayVisit(ann, "avatars", "lobby"));
  }

  private static void assertUnavailable(ThrowingCallable call) {
    assertThat(catchThrowable(call)).isInstanceOf(Refusal.class).hasMessageContaining("try again");
  }

  private static ServerSocket listening() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private KubernetesClient client() {
    var config =
        new ConfigBuilder()
            .withMasterUrl("http://127.0.0.1:" + silent.getLocalPort())
            .withRequestTimeout((int) Duration.ofHours(1).toMillis())
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }
}

package dev.avataroperator.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.RtcProvider;
import dev.avataroperator.api.v1alpha1.RtcProviderStatus;
import dev.avataroperator.testing.KubeApi;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusUpdateIT {
  private static final String PROVIDER =
      """
      apiVersion: avatar-operator.dev/v1alpha1
      kind: RtcProvider
      metadata: {name: livekit}
      spec: {livekit: {url: 'wss://livekit.example.com', keySecretRef: {name: livekit}}}
      """;

  private final KubeApi kube = KubeApi.shared();

  @Test
  void takesAResourceThatWasDeletedMeanwhileForNothingToWrite() {
    // given
    var namespace = kube.newNamespace("status");
    var providers = kube.admin().resources(RtcProvider.class).inNamespace(namespace);
    var provider = providers.load(new ByteArrayInputStream(PROVIDER.getBytes(UTF_8))).create();
    providers.resource(provider).delete();
    // when
    var written = StatusUpdate.write(kube.admin(), provider, new RtcProviderStatus(1L, List.of()));
    // then
    assertThat(written).isSameAs(provider);
  }
}

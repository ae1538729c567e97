package dev.avataroperator.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class KubeApiIT {
  private static final String OPERATOR = KubeApi.user("avatar-operator-system", "avatar-operator");

  private final KubeApi kube = KubeApi.shared();

  @Test
  void theOperatorsAccountMayDoWhatTheShippedRbacSaysAndNoMore() throws IOException {
    // given
    var namespace = kube.newNamespace("rbac");
    var kubeconfig = Files.readString(kube.operatorKubeconfig());
    var secret = new SecretBuilder().withNewMetadata().withName("s").endMetadata().build();
    var configMap = new ConfigMapBuilder().withNewMetadata().withName("c").endMetadata().build();
    try (var operator =
        new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig)).build()) {
      // when
      operator.secrets().inNamespace(namespace).resource(secret).create();
      // then
      assertThatCode(() -> operator.resources(AvatarSession.class).inAnyNamespace().list())
          .doesNotThrowAnyException();
      assertThatThrownBy(
              () -> operator.configMaps().inNamespace(namespace).resource(configMap).create())
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining("forbidden");
    }
    assertThat(kube.audit().writesBy(OPERATOR))
        .filteredOn(request -> request.namespace().equals(namespace))
        .extracting(AuditLog.Request::resource, AuditLog.Request::status)
        .containsExactly(tuple("secrets", 201), tuple("configmaps", 403));
  }
}

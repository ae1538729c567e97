package dev.avataroperator.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.avataroperator.testing.KubeApi;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.NamespaceableResource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrdRulesIT {
  private final KubeApi kube = KubeApi.shared();

  @ParameterizedTest
  @MethodSource("dev.avataroperator.crd.Fixture#valid")
  void takes(Fixture fixture) {
    // given
    var last = allButTheLast(fixture);
    // when
    var taken = put(last);
    // then
    assertThat(taken.getMetadata().getUid()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("dev.avataroperator.crd.Fixture#invalid")
  void refuses(Fixture fixture) {
    // given
    var last = allButTheLast(fixture);
    // when
    assertThatThrownBy(() -> put(last))
        // then
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(fixture.expectedMessage());
  }

  /** Puts what the fixture's last document updates, and returns that. */
  private GenericKubernetesResource allButTheLast(Fixture fixture) {
    var namespace = kube.newNamespace("fixture");
    var resources = fixture.resources();
    resources.forEach(resource -> resource.getMetadata().setNamespace(namespace));
    resources.subList(0, resources.size() - 1).forEach(this::put);
    return resources.get(resources.size() - 1);
  }

  private GenericKubernetesResource put(GenericKubernetesResource wanted) {
    NamespaceableResource<GenericKubernetesResource> resource = kube.admin().resource(wanted);
    var exists = resource.get() != null;
    var strict = resource.fieldValidation(Validation.STRICT);
    return exists ? strict.update() : strict.create();
  }
}

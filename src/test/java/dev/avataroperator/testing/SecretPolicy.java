package dev.avataroperator.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** An admission policy that refuses one Secret in a namespace, in force until it is closed. */
public final class SecretPolicy implements AutoCloseable {
  private static final String MESSAGE = "this Secret isn't wanted here";

  private final KubernetesClient client;
  private final ValidatingAdmissionPolicy policy;
  private final ValidatingAdmissionPolicyBinding binding;

  private SecretPolicy(KubernetesClient client, String namespace, String secret) {
    this.client = client;
    var yaml = new KubernetesSerialization();
    this.policy =
        yaml.unmarshal(
            """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: {name: %1$s}
            spec:
              matchConstraints:
                resourceRules:
                - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [secrets]}
              validations:
              - expression: object.metadata.name != '%2$s'
                message: %3$s
            """
                .formatted(namespace, secret, MESSAGE),
            ValidatingAdmissionPolicy.class);
    this.binding =
        yaml.unmarshal(
            """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: {name: %1$s}
            spec:
              policyName: %1$s
              validationActions: [Deny]
              matchResources:
                namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
            """
                .formatted(namespace),
            ValidatingAdmissionPolicyBinding.class);
  }

  /** Returns once the API server acts on it. */
  public static SecretPolicy refusing(Tenant tenant, String secret) {
    var client = tenant.installation().kube().admin();
    var policy = new SecretPolicy(client, tenant.namespace(), secret);
    client.resource(policy.policy).create();
    client.resource(policy.binding).create();
    var probe =
        new SecretBuilder()
            .withNewMetadata()
            .withNamespace(tenant.namespace())
            .withName(secret)
            .endMetadata()
            .build();
    tenant.eventually(
        () ->
            assertThatThrownBy(() -> client.resource(probe).dryRun().create())
                .hasMessageContaining(MESSAGE));
    return policy;
  }

  /** What the API server answers. */
  public String message() {
    return MESSAGE;
  }

  @Override
  public void close() {
    client.resource(binding).delete();
    client.resource(policy).delete();
  }
}

package dev.avataroperator.testing;

import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;

/** Somebody whom the cluster knows by a token, with the rights of roles in one namespace. */
public record Person(String name, String namespace, String token) {
  private static final String RBAC = "rbac.authorization.k8s.io";

  /** May do nothing that isn't granted by one of the given ClusterRoles. */
  public static Person in(Tenant tenant, String name, String... clusterRoles) {
    var admin = tenant.installation().kube().admin();
    var namespace = tenant.namespace();
    var account =
        tenant.create(
            new ServiceAccountBuilder().withNewMetadata().withName(name).endMetadata().build());
    for (var role : clusterRoles) {
      tenant.create(
          new RoleBindingBuilder()
              .withNewMetadata()
              .withName(name + "-" + role)
              .endMetadata()
              .withNewRoleRef(RBAC, "ClusterRole", role)
              .addNewSubject("", "ServiceAccount", name, namespace)
              .build());
    }
    var token = admin.serviceAccounts().resource(account).tokenRequest().getStatus().getToken();
    return new Person(name, namespace, token);
  }

  /** As the API server calls him. */
  public String user() {
    return KubeApi.user(namespace, name);
  }

  /** The credentials print nowhere. */
  @Override
  public String toString() {
    return user();
  }
}

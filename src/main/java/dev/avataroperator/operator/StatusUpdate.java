package dev.avataroperator.operator;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Writes a resource's status when it differs from the stored one, by its resource version. */
public final class StatusUpdate {
  private StatusUpdate() {}

  /** The resource as it now is; the same object when nothing was written. */
  public static <S, R extends CustomResource<?, S>> R write(
      KubernetesClient client, R resource, S fresh) {
    if (fresh.equals(resource.getStatus())) {
      return resource;
    }
    var copy = client.getKubernetesSerialization().clone(resource);
    copy.setStatus(fresh);
    return client.resource(copy).updateStatus();
  }
}

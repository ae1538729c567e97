package dev.avataroperator.operator;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** Writes a resource's status when it differs from the stored one, by its resource version. */
public final class StatusUpdate {
  private StatusUpdate() {}

  /**
   * The resource as it now is; the same object when nothing was written, also because the resource
   * was deleted meanwhile.
   */
  public static <S, R extends CustomResource<?, S>> R write(
      KubernetesClient client, R resource, S fresh) {
    if (fresh.equals(resource.getStatus())) {
      return resource;
    }
    var copy = client.getKubernetesSerialization().clone(resource);
    copy.setStatus(fresh);
    try {
      return client.resource(copy).updateStatus();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return resource;
      }
      throw e;
    }
  }
}

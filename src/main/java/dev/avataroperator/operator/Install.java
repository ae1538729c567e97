package dev.avataroperator.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.concurrent.atomic.AtomicReference;

/** Which installation made a participant: the uid of namespace kube-system. Read once. */
public final class Install {
  private final KubernetesClient client;
  private final AtomicReference<String> id = new AtomicReference<>();

  public Install(KubernetesClient client) {
    this.client = client;
  }

  public String id() {
    return id.updateAndGet(known -> known == null ? read() : known);
  }

  private String read() {
    return client.namespaces().withName("kube-system").require().getMetadata().getUid();
  }
}

package dev.avataroperator.testing;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Every version of the sessions and Secrets of a namespace that the API server told of. */
final class Sightings implements AutoCloseable {
  private final Queue<AvatarSession> sessions = new ConcurrentLinkedQueue<>();
  private final Set<String> values = ConcurrentHashMap.newKeySet();
  private final List<Watch> watches;

  Sightings(KubernetesClient admin, String namespace) {
    watches =
        List.of(
            admin
                .resources(AvatarSession.class)
                .inNamespace(namespace)
                .watch(new Each<>(sessions::add)),
            admin.secrets().inNamespace(namespace).watch(new Each<>(this::remember)));
  }

  /** The sessions whose status was written, each version. */
  List<AvatarSession> statuses() {
    return sessions.stream().filter(session -> session.getStatus() != null).toList();
  }

  List<AvatarSession> sessions() {
    return List.copyOf(sessions);
  }

  /** What stood under a key that holds a secret, in base64. */
  Set<String> secretValues() {
    return Set.copyOf(values);
  }

  @Override
  public void close() {
    watches.forEach(Watch::close);
  }

  private void remember(Secret secret) {
    secret.getData().entrySet().stream()
        .filter(entry -> LeakCheck.isSecret(entry.getKey()))
        .forEach(entry -> values.add(entry.getValue()));
  }

  private record Each<T>(Consumer<T> action) implements Watcher<T> {
    @Override
    public void eventReceived(Action what, T resource) {
      if (what != Action.BOOKMARK) {
        action.accept(resource);
      }
    }

    @Override
    public void onClose(WatcherException cause) {
      throw new AssertionError("a watch ended", cause);
    }
  }
}

package dev.avataroperator.operator.session.source;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.GoDuration;
import dev.avataroperator.operator.session.turn.Ending;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Deletes sessions whose ttlAfterFinished is over. A finished session has no finalizer and is
 * looked at no more, so this is all that happens to it.
 */
public final class FinishedSweep {
  private static final Logger LOG = Logger.getLogger(FinishedSweep.class);

  private final SessionSources sources;
  private final KubernetesClient client;
  private final Clock clock;

  public FinishedSweep(SessionSources sources, KubernetesClient client, Clock clock) {
    this.sources = sources;
    this.client = client;
    this.clock = clock;
  }

  /** When the resource is to go, if it is. */
  static Optional<Instant> deleteAt(AvatarSession session) {
    return Optional.ofNullable(session.getSpec().limits())
        .map(limits -> limits.ttlAfterFinished())
        .filter(ttl -> Ending.isFinished(session))
        .filter(ttl -> session.getMetadata().getDeletionTimestamp() == null)
        .map(ttl -> Instant.parse(session.getStatus().finishedAt()).plus(GoDuration.parse(ttl)));
  }

  /** Deletes those whose time is over now. */
  public void sweep() {
    sources.mortal().stream()
        .filter(s -> deleteAt(s).filter(at -> !at.isAfter(clock.instant())).isPresent())
        .forEach(this::delete);
  }

  /** Only as it was seen: one that was started again meanwhile stays. */
  private void delete(AvatarSession session) {
    var meta = session.getMetadata();
    try {
      client.resource(session).lockResourceVersion(meta.getResourceVersion()).delete();
      LOG.infof(
          "%s/%s: deleted, limits.ttlAfterFinished is over", meta.getNamespace(), meta.getName());
    } catch (KubernetesClientException e) {
      LOG.infof("%s/%s: not deleted yet: %s", meta.getNamespace(), meta.getName(), e.getMessage());
    }
  }
}

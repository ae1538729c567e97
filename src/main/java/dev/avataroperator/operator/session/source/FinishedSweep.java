package dev.avataroperator.operator.session.source;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.GoDuration;
import dev.avataroperator.operator.session.turn.Ending;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Deletes sessions whose ttlAfterFinished is over, every five seconds. A finished session has no
 * finalizer and is looked at no more, so this is all that happens to it. An event source only so
 * that it runs as long as its controller does; it wakes nothing.
 */
public final class FinishedSweep extends AbstractEventSource<Void, AvatarSession> {
  private static final Logger LOG = Logger.getLogger(FinishedSweep.class);
  private static final String NAME = "finished-sweep";
  private static final long EVERY_SECONDS = 5;

  private final SessionSources sources;
  private final KubernetesClient client;
  private final Clock clock;
  private ScheduledExecutorService timer;

  public FinishedSweep(SessionSources sources, KubernetesClient client, Clock clock) {
    super(Void.class, NAME);
    this.sources = sources;
    this.client = client;
    this.clock = clock;
  }

  @Override
  public void start() {
    super.start();
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              var thread = new Thread(task, NAME);
              thread.setDaemon(true);
              return thread;
            });
    timer.scheduleWithFixedDelay(this::sweep, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void stop() {
    timer.shutdownNow();
    super.stop();
  }

  @Override
  public Set<Void> getSecondaryResources(AvatarSession session) {
    return Set.of();
  }

  /** When the resource is to go, if it is. */
  static Optional<Instant> deleteAt(AvatarSession session) {
    return Optional.ofNullable(session.getSpec().limits())
        .map(limits -> limits.ttlAfterFinished())
        .filter(ttl -> Ending.isFinished(session))
        .filter(ttl -> session.getMetadata().getDeletionTimestamp() == null)
        .map(ttl -> Instant.parse(session.getStatus().finishedAt()).plus(GoDuration.parse(ttl)));
  }

  private void sweep() {
    try {
      sources.mortal().stream()
          .filter(s -> deleteAt(s).filter(at -> !at.isAfter(clock.instant())).isPresent())
          .forEach(this::delete);
    } catch (RuntimeException e) {
      LOG.warnf("sessions whose time is over weren't deleted: %s", e.getMessage());
    }
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

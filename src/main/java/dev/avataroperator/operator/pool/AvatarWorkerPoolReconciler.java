package dev.avataroperator.operator.pool;

import static dev.avataroperator.status.ConditionType.Ready;

import dev.avataroperator.api.v1alpha1.AvatarWorkerPool;
import dev.avataroperator.api.v1alpha1.AvatarWorkerPoolSpec;
import dev.avataroperator.operator.EventReason;
import dev.avataroperator.operator.OperatorContext;
import dev.avataroperator.operator.Patience;
import dev.avataroperator.operator.SourceSecrets;
import dev.avataroperator.operator.StatusUpdate;
import dev.avataroperator.operator.workers.WorkerLink;
import dev.avataroperator.operator.workers.WorkerListener;
import dev.avataroperator.status.Conditions;
import dev.avataroperator.status.Reason;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps the lines to a pool's workers and says what state they are in. */
@ControllerConfiguration(name = "avatarworkerpool")
@GradualRetry(maxAttempts = Integer.MAX_VALUE, maxInterval = 60_000)
public class AvatarWorkerPoolReconciler implements Reconciler<AvatarWorkerPool>, WorkerListener {
  private static final Duration COUNTERS = Duration.ofSeconds(10);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration SETTLING = Duration.ofSeconds(20);

  private final OperatorContext operator;
  private final SimpleInboundEventSource<AvatarWorkerPool> workers =
      new SimpleInboundEventSource<>("workers");
  private SourceSecrets<AvatarWorkerPool> secrets;
  private IndexerResourceCache<AvatarWorkerPool> pools;
  private Instant started;

  public AvatarWorkerPoolReconciler(OperatorContext operator) {
    this.operator = operator;
  }

  @Override
  public List<EventSource<?, AvatarWorkerPool>> prepareEventSources(
      EventSourceContext<AvatarWorkerPool> context) {
    started = operator.parts().clock().instant();
    pools = context.getPrimaryCache();
    secrets = new SourceSecrets<>(context, pool -> secretNames(pool.getSpec()));
    operator.parts().fleet().listen(this);
    return List.of(secrets.eventSource(), workers);
  }

  @Override
  public UpdateControl<AvatarWorkerPool> reconcile(
      AvatarWorkerPool pool, Context<AvatarWorkerPool> context) {
    var fleet = operator.parts().fleet();
    var key = key(pool);
    fleet.retain(pools.list().map(AvatarWorkerPoolReconciler::key).toList());
    var endpoints = new PoolEndpoints(operator.parts().settings(), secrets).of(pool);
    var conditions = Conditions.after(conditions(pool), pool.getMetadata().getGeneration(), now());
    if (endpoints.problem() != null) {
      fleet.unusable(key);
      conditions.isFalse(Ready, endpoints.reason(), endpoints.problem());
    } else {
      fleet.update(key, endpoints.list());
      var twice = namedTwice(fleet.links(key));
      if (twice.isEmpty()) {
        sweep(pool, fleet.links(key));
      }
      if (pool.getStatus() != null && isSettling(fleet.links(key))) {
        return UpdateControl.<AvatarWorkerPool>noUpdate().rescheduleAfter(SOON);
      }
      judge(conditions, fleet.links(key));
      twice.ifPresent(why -> conditions.isFalse(Ready, Reason.InvalidSpec, why));
    }
    conditions.explainReady(Patience.left(pool, now()).isPresent());
    StatusUpdate.write(
        operator.parts().client(), pool, PoolStatus.of(pool, conditions, fleet.links(key)));
    return UpdateControl.<AvatarWorkerPool>noUpdate().rescheduleAfter(COUNTERS);
  }

  @Override
  public void sessionChanged(String uid) {
    // Counters follow every ten seconds.
  }

  @Override
  public void connectionChanged(String worker) {
    pools.list().map(ResourceID::fromResource).forEach(workers::propagateEvent);
  }

  /** Ends what a worker runs for a session that is gone, finished or another worker's. */
  private void sweep(AvatarWorkerPool pool, List<WorkerLink> links) {
    for (var link : links) {
      var removed = link.endUnowned(operator.ownership());
      if (removed > 0) {
        operator
            .parts()
            .events()
            .warning(
                pool,
                EventReason.OrphanRemoved,
                removed + " sessions without an owner were ended on " + link.endpoint().name());
      }
    }
  }

  /** One process under two names: what it runs would count as another's. */
  private static Optional<String> namedTwice(List<WorkerLink> links) {
    var names = new TreeMap<String, String>();
    for (var link : links) {
      var name = link.endpoint().name();
      var other = link.instance() == null ? null : names.put(link.instance(), name);
      if (other != null) {
        return Optional.of(
            other + " and " + name + " are the same worker: leave one of them out of endpoints.");
      }
    }
    return Optional.empty();
  }

  private static void judge(Conditions conditions, List<WorkerLink> links) {
    var connected = links.stream().filter(WorkerLink::isConnected).count();
    if (connected == links.size()) {
      conditions.isTrue(Ready, Reason.Available, "All " + links.size() + " workers answer.");
    } else if (connected > 0) {
      conditions.isTrue(
          Ready, Reason.WorkerLost, connected + " of " + links.size() + " workers answer.");
    } else {
      var first = links.get(0);
      conditions.isFalse(
          Ready,
          Reason.WorkerLost,
          "No worker answers. " + first.endpoint().url() + ": " + first.problem() + ".");
    }
  }

  /** Just after a start a worker that isn't connected yet isn't called lost. */
  private boolean isSettling(List<WorkerLink> links) {
    return now().isBefore(started.plus(SETTLING))
        && links.stream().anyMatch(link -> !link.isConnected());
  }

  private Instant now() {
    return operator.parts().clock().instant();
  }

  private static String key(AvatarWorkerPool pool) {
    return pool.getMetadata().getNamespace() + "/" + pool.getMetadata().getName();
  }

  private static List<io.fabric8.kubernetes.api.model.Condition> conditions(AvatarWorkerPool pool) {
    return pool.getStatus() == null ? null : pool.getStatus().conditions();
  }

  private static List<String> secretNames(AvatarWorkerPoolSpec spec) {
    var names = new ArrayList<String>();
    if (spec.tokenSecretRef() != null) {
      names.add(spec.tokenSecretRef().name());
    }
    if (spec.caSecretRef() != null) {
      names.add(spec.caSecretRef().name());
    }
    return names;
  }
}

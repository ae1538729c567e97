package dev.avataroperator.operator.workers;

import dev.avataroperator.assignment.WorkerView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The workers of all pools; a pool is named {@code namespace/name}. */
public interface Workers {
  /** A worker keeps its sessions for ten minutes after its last contact; 30 s for its clock. */
  Duration LEASE = Duration.ofMinutes(10).plusSeconds(30);

  /** The worker of this name in the pool. */
  Optional<? extends Worker> link(String pool, String worker);

  /** The worker in the given pool, else in another pool of the namespace, or one that left it. */
  Optional<? extends Worker> find(String namespace, String pool, String worker);

  List<? extends Worker> links(String pool);

  /** The workers that may be given sessions. */
  List<WorkerView> views(String pool);

  /** Some of the pool's lines are so new that their silence says nothing yet. */
  boolean isSettling(String pool);
}

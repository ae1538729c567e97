package dev.avataroperator.operator.workers;

import dev.avataroperator.assignment.WorkerView;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The lines to all workers of all pools; a pool is named {@code namespace/name}. */
public final class WorkerFleet implements Workers, WorkerListener {
  private static final Duration SETTLING = Duration.ofSeconds(3);

  private final Map<String, Map<String, WorkerLink>> pools = new ConcurrentHashMap<>();
  private final List<WorkerListener> listeners = new CopyOnWriteArrayList<>();
  private final Set<String> unusable = ConcurrentHashMap.newKeySet();
  private final PartedWorkers parted;
  private final Vertx vertx;
  private final Clock clock;

  public WorkerFleet(Vertx vertx, Clock clock) {
    this.vertx = vertx;
    this.clock = clock;
    this.parted = new PartedWorkers(clock);
  }

  public void listen(WorkerListener listener) {
    listeners.add(listener);
  }

  /**
   * Makes the pool's lines be exactly those to the endpoints; a changed endpoint is dialled anew.
   */
  public void update(String pool, List<WorkerEndpoint> endpoints) {
    parted.prune();
    unusable.remove(pool);
    pools.compute(
        pool,
        (name, before) -> {
          var links = new HashMap<String, WorkerLink>();
          var old = before == null ? Map.<String, WorkerLink>of() : before;
          for (var endpoint : endpoints) {
            var link = old.get(endpoint.name());
            var same = link != null && link.endpoint().equals(endpoint);
            links.computeIfAbsent(endpoint.name(), id -> same ? link : dial(pool, endpoint));
          }
          old.values().stream()
              .filter(link -> !links.containsValue(link))
              .forEach(link -> leave(pool, link, links.containsKey(link.endpoint().name())));
          return Map.copyOf(links);
        });
  }

  private WorkerLink dial(String pool, WorkerEndpoint endpoint) {
    parted.remove(namespace(pool), endpoint.name());
    return new WorkerLink(vertx, endpoint, this, clock);
  }

  private void leave(String pool, WorkerLink link, boolean replaced) {
    if (replaced) {
      link.close();
    } else {
      parted.add(namespace(pool), link);
    }
  }

  private static String namespace(String pool) {
    return pool.substring(0, pool.indexOf('/'));
  }

  /** Of what the pool says nothing is usable now: the lines that it has stay, for what they run. */
  public void unusable(String pool) {
    pools.putIfAbsent(pool, Map.of());
    unusable.add(pool);
  }

  /** Whether a worker to which there is no line may go on with what it runs, by its lease. */
  public boolean mayStillRun(String worker) {
    return parted.mayStillRun(worker);
  }

  /** Closes the lines of every pool that isn't named. */
  public void retain(Collection<String> names) {
    for (var name : List.copyOf(pools.keySet())) {
      if (!names.contains(name)) {
        update(name, List.of());
        pools.remove(name);
      }
    }
  }

  public boolean knows(String pool) {
    return pools.containsKey(pool);
  }

  @Override
  public Optional<WorkerLink> link(String pool, String worker) {
    return Optional.ofNullable(pools.getOrDefault(pool, Map.of()).get(worker));
  }

  @Override
  public Optional<WorkerLink> find(String namespace, String pool, String worker) {
    return link(pool, worker)
        .or(
            () ->
                pools.keySet().stream()
                    .filter(name -> name.startsWith(namespace + "/"))
                    .flatMap(name -> link(name, worker).stream())
                    .findFirst())
        .or(() -> parted.find(namespace, worker));
  }

  @Override
  public boolean isSettling(String pool) {
    var since = clock.instant().minus(SETTLING);
    return !knows(pool)
        || links(pool).stream().anyMatch(link -> !link.isConnected() && link.isNewSince(since));
  }

  @Override
  public List<WorkerLink> links(String pool) {
    return List.copyOf(pools.getOrDefault(pool, Map.of()).values());
  }

  @Override
  public List<WorkerView> views(String pool) {
    return unusable.contains(pool)
        ? List.of()
        : links(pool).stream().map(WorkerLink::view).toList();
  }

  @Override
  public void sessionChanged(String uid) {
    listeners.forEach(listener -> listener.sessionChanged(uid));
  }

  @Override
  public void connectionChanged(String worker) {
    listeners.forEach(listener -> listener.connectionChanged(worker));
  }
}

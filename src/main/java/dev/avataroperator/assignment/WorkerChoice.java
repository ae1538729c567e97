package dev.avataroperator.assignment;

import dev.avataroperator.assignment.Placement.NoCapacity;
import dev.avataroperator.assignment.Placement.Placed;
import java.util.Comparator;
import java.util.List;

/** Chooses a worker: one that has room, the least loaded first. */
public final class WorkerChoice {
  private static final Comparator<WorkerView> LEAST_LOADED =
      Comparator.<WorkerView>comparingDouble(w -> (double) w.assigned() / w.capacity())
          .thenComparing(WorkerView::name);

  private WorkerChoice() {}

  public static Placement place(List<WorkerView> workers) {
    if (workers.isEmpty()) {
      return new NoCapacity("The pool has no worker that can be used: its status says why.");
    }
    return workers.stream()
        .filter(WorkerView::hasRoom)
        .min(LEAST_LOADED)
        .<Placement>map(w -> new Placed(w.name(), "Least loaded of " + workers.size() + "."))
        .orElseGet(() -> new NoCapacity(missing(workers)));
  }

  private static String missing(List<WorkerView> workers) {
    var reachable = workers.stream().filter(WorkerView::reachable).toList();
    if (reachable.isEmpty()) {
      return "None of the pool's " + workers.size() + " workers answers; see the pool's status.";
    }
    var draining = reachable.stream().filter(WorkerView::draining).count();
    var busy = reachable.stream().filter(WorkerView::busy).count();
    var assigned = reachable.stream().mapToInt(WorkerView::assigned).sum();
    var capacity = reachable.stream().mapToInt(WorkerView::capacity).sum();
    return "No worker has room: "
        + (assigned + " of " + capacity + " sessions are taken on " + reachable.size())
        + (" workers that answer, " + draining + " of them draining, " + busy + " short of CPU.")
        + " Add a worker to the pool.";
  }
}

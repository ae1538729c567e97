package dev.avataroperator.operator.pool;

import dev.avataroperator.api.v1alpha1.AvatarWorkerPool;
import dev.avataroperator.api.v1alpha1.AvatarWorkerPoolStatus;
import dev.avataroperator.api.v1alpha1.AvatarWorkerPoolStatus.State;
import dev.avataroperator.api.v1alpha1.AvatarWorkerPoolStatus.WorkerState;
import dev.avataroperator.assignment.WorkerView;
import dev.avataroperator.operator.workers.WorkerLink;
import dev.avataroperator.status.Conditions;
import java.util.Comparator;
import java.util.List;

/** A pool's status, computed from its workers. */
final class PoolStatus {
  private PoolStatus() {}

  static AvatarWorkerPoolStatus of(
      AvatarWorkerPool pool, Conditions conditions, List<WorkerLink> links) {
    var views = links.stream().map(WorkerLink::view).toList();
    var workers =
        links.stream()
            .map(PoolStatus::worker)
            .sorted(Comparator.comparing(WorkerState::name))
            .toList();
    return new AvatarWorkerPoolStatus(
        pool.getMetadata().getGeneration(),
        conditions.list(),
        workers,
        links.size(),
        null,
        views.stream().mapToInt(WorkerView::capacity).sum(),
        views.stream().mapToInt(WorkerView::assigned).sum());
  }

  private static WorkerState worker(WorkerLink link) {
    var view = link.view();
    return new WorkerState(
        link.endpoint().name(), link.endpoint().url().toString(), view.assigned(), state(view));
  }

  private static State state(WorkerView view) {
    if (!view.reachable()) {
      return State.Lost;
    }
    if (view.draining()) {
      return State.Draining;
    }
    return view.busy() ? State.Busy : State.Ready;
  }
}

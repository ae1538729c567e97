package dev.avataroperator.operator.session;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.OperatorContext;
import dev.avataroperator.operator.StatusUpdate;
import dev.avataroperator.operator.rooms.RoomRounds;
import dev.avataroperator.operator.session.room.ProviderRounds;
import dev.avataroperator.operator.session.room.Webhooks;
import dev.avataroperator.operator.session.source.ChangeFilter;
import dev.avataroperator.operator.session.source.FinishedFilter;
import dev.avataroperator.operator.session.source.FinishedSweep;
import dev.avataroperator.operator.session.source.PeriodicTask;
import dev.avataroperator.operator.session.source.References;
import dev.avataroperator.operator.session.source.SessionSources;
import dev.avataroperator.operator.session.status.FinishedStatus;
import dev.avataroperator.operator.session.turn.Ending;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.operator.workers.WorkerListener;
import dev.avataroperator.status.SessionState;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Brings avatars into rooms: one session a turn, all of its steps every time. */
@ControllerConfiguration(
    name = "avatarsession",
    finalizerName = Names.FINALIZER,
    generationAwareEventProcessing = false,
    informer = @Informer(genericFilter = FinishedFilter.class, onUpdateFilter = ChangeFilter.class))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, maxInterval = 60_000)
public class AvatarSessionReconciler
    implements Reconciler<AvatarSession>, Cleaner<AvatarSession>, WorkerListener {
  private static final long TEARDOWN_RETRY_MS = 1_000;
  private static final Duration SWEEP = Duration.ofSeconds(5);
  private static final Duration ROUND = Duration.ofSeconds(30);
  private static final long REST_RETRY_MS = 10_000;

  private final OperatorContext operator;
  private SessionParts parts;
  private SessionSteps steps;

  public AvatarSessionReconciler(OperatorContext operator) {
    this.operator = operator;
  }

  @Override
  public List<EventSource<?, AvatarSession>> prepareEventSources(
      EventSourceContext<AvatarSession> context) {
    parts = new SessionWiring(operator.parts(), new SessionSources(context)).parts();
    steps = new SessionSteps(parts);
    changes(context).knows(parts.sources().writes());
    operator.parts().fleet().listen(this);
    operator.ownership(parts.sources()::isAssignedTo);
    operator.visits(parts.visits(operator.parts()));
    operator.door(new Webhooks(parts.sources(), operator.parts().rooms()));
    var sources = new ArrayList<>(parts.sources().all());
    var sweep =
        new FinishedSweep(parts.sources(), operator.parts().client(), operator.parts().clock());
    sources.add(new PeriodicTask("finished-sweep", SWEEP, sweep::sweep));
    var rooms = new RoomRounds(operator.parts().servers(), operator.parts().rooms());
    var rounds = new ProviderRounds(parts.sources(), rooms, operator::isStarted);
    sources.add(new PeriodicTask("provider-rounds", ROUND, rounds::round));
    return sources;
  }

  @Override
  public UpdateControl<AvatarSession> reconcile(
      AvatarSession read, Context<AvatarSession> context) {
    var session = parts.sources().writes().latest(read);
    var turn = turn(session, context);
    if (Ending.isFinished(session)) {
      return steps.settle(turn) ? letGo(session) : awaitTheRest(session);
    }
    if (turn.requests().isPaused()) {
      steps.attend(turn);
    } else if (Ending.isSuspended(session)) {
      suspend(turn);
    } else {
      steps.advance(turn);
    }
    countUse(turn);
    var control = UpdateControl.<AvatarSession>noUpdate();
    turn.untilNext().ifPresent(wait -> control.rescheduleAfter(wait.toMillis() + 1));
    return control;
  }

  @Override
  public DeleteControl cleanup(AvatarSession read, Context<AvatarSession> context) {
    var session = parts.sources().writes().latest(read);
    if (!steps.tearDown(turn(session, context))) {
      return DeleteControl.noFinalizerRemoval().rescheduleAfter(TEARDOWN_RETRY_MS);
    }
    forget(session);
    parts.sources().wakeRivals(session);
    return DeleteControl.defaultDelete();
  }

  @Override
  public void sessionChanged(String uid) {
    parts.sources().wake(uid);
  }

  @Override
  public void connectionChanged(String worker) {
    parts.sources().wakeAllOf(worker);
  }

  private static ChangeFilter changes(EventSourceContext<AvatarSession> context) {
    var informer = context.getControllerConfiguration().getInformerConfig();
    return (ChangeFilter) informer.getOnUpdateFilter();
  }

  private void suspend(Turn turn) {
    if (steps.suspend(turn)) {
      parts.acceptance().forget(turn.uid());
      parts.leaveRoom(turn.uid());
      parts.sources().wakeRivals(turn.session());
    }
  }

  private void forget(AvatarSession session) {
    parts.forget(session.getMetadata().getUid());
    operator.parts().serviceUse().released(session.getMetadata().getUid());
  }

  private void countUse(Turn turn) {
    var ref = turn.session().getSpec().avatar().serviceRef();
    var service = References.namespace(turn.session(), ref) + "/" + ref.name();
    if (turn.issued().isPresent() && !Ending.isOver(turn.session())) {
      operator
          .parts()
          .serviceUse()
          .uses(turn.uid(), service, Ending.isIn(turn.session(), SessionState.Queued));
    } else {
      operator.parts().serviceUse().released(turn.uid());
    }
  }

  private Turn turn(AvatarSession session, Context<AvatarSession> context) {
    parts.sources().writes().use(context.eventSourceRetriever());
    var turn = new Turn(session, operator.parts().clock().instant());
    parts.whereabouts().heard(turn).ifPresent(said -> parts.measurements().account(turn, said));
    return turn;
  }

  /** It has finished, but is kept until what it couldn't take away is gone. */
  private UpdateControl<AvatarSession> awaitTheRest(AvatarSession session) {
    operator.parts().serviceUse().released(session.getMetadata().getUid());
    return UpdateControl.<AvatarSession>noUpdate().rescheduleAfter(REST_RETRY_MS);
  }

  /** Nothing is left to tear down, so deleting a finished session needs nobody. */
  private UpdateControl<AvatarSession> letGo(AvatarSession session) {
    forget(session);
    parts.sources().wakeRivals(session);
    var copy = operator.parts().client().getKubernetesSerialization().clone(session);
    copy.removeFinalizer(Names.FINALIZER);
    var written = operator.parts().client().resource(copy).update();
    StatusUpdate.write(operator.parts().client(), written, FinishedStatus.of(written));
    return UpdateControl.noUpdate();
  }
}

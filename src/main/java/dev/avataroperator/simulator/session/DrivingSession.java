package dev.avataroperator.simulator.session;

import dev.avataroperator.simulator.configure.ConfigureCheck;
import dev.avataroperator.simulator.configure.ConfigureRefused;
import dev.avataroperator.simulator.configure.Egress;
import dev.avataroperator.simulator.connection.Wire;
import dev.avataroperator.simulator.fault.FaultTarget;
import dev.avataroperator.simulator.fault.SessionFault;
import dev.avataroperator.simulator.publish.RoomPublisher;
import dev.avataroperator.simulator.record.SessionRecord;
import dev.avataroperator.simulator.settings.Behaviour;
import dev.avataroperator.simulator.settings.Publishing;
import dev.avataroperator.simulator.settings.SimulatorSettings.Quota.Point;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/** One client's connection from its upgrade to its end; lives on one event loop. */
final class DrivingSession implements FaultTarget {
  private static final Logger LOG = Logger.getLogger(DrivingSession.class);
  private static final int MALFORMED = 4400;
  private static final int INTERNAL = 13;
  private static final int UNAVAILABLE = 14;

  private final ServiceState state;
  private final SessionRecord record;
  private final Wire wire;
  private final Context context;
  private final Timers timers;
  private final SessionFaults faults;
  private Egress egress;
  private RoomPublisher publisher = RoomPublisher.NONE;
  private Speech speech;
  private boolean seated;
  private boolean joined;
  private boolean ended;

  DrivingSession(ServiceState state, SessionRecord record, Wire wire, Context context) {
    this.state = state;
    this.record = record;
    this.wire = wire;
    this.context = context;
    this.timers = new Timers(context.owner());
    this.faults = new SessionFaults(state.faults().forSession(record.avatarId()), this, timers);
  }

  SessionRecord record() {
    return record;
  }

  /** Null until the session is configured. */
  Egress egress() {
    return egress;
  }

  Timers timers() {
    return timers;
  }

  void open() {
    state.sessions().opened(this);
    wire.socket().binaryMessageHandler(this::received);
    wire.socket().textMessageHandler(ignored -> {});
    wire.socket().exceptionHandler(this::failed);
    wire.socket().closeHandler(closed -> ended(wire.closeCode()));
    if (seat(Point.Upgrade)) {
      var heartbeat = new Heartbeat(state.account().sources().nanoTime(), wire::ping, this::drop);
      wire.socket().pongHandler(pong -> heartbeat.pong());
      timers.every(Heartbeat.PERIOD, heartbeat::beat);
      timers.after(state.account().settings().timing().configureTimeout(), this::configureOverdue);
    }
  }

  /** Ends the session from any event loop. */
  void evict(int code, String reason) {
    context.runOnContext(now -> close(code, reason));
  }

  /** Strikes an open session, from any event loop. */
  void strike(SessionFault fault) {
    context.runOnContext(now -> faults.start(fault));
  }

  private void received(Buffer frame) {
    if (!ended) {
      guarded(() -> take(frame));
    }
  }

  /** What fails here for no fault of the client's still gets it an answer. */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.errorf(e, "connection %s ends: the simulator failed", record.connectionId());
      error("", INTERNAL, "the simulator failed, see its log");
      close(1011, "internal error");
    }
  }

  private void take(Buffer frame) {
    if (egress == null) {
      configure(frame);
    } else if (speech == null) {
      error("", ConfigureRefused.INVALID, "the session isn't confirmed yet");
    } else if (speech.received(frame)) {
      if (!joined) {
        join();
      }
      faults.audioMessage();
    }
  }

  private void configure(Buffer frame) {
    try {
      var configuration = new ConfigureCheck(state.account().sources().clock()).check(frame);
      egress = configuration.egress();
      record.configured(configuration);
      publisher =
          state.publishers().forSession(configuration, record.publication(), this::removedFromRoom);
    } catch (ConfigureRefused e) {
      error("", e.code(), e.getMessage());
      close(MALFORMED, "configuration refused");
      return;
    }
    if (seat(Point.Configure) && !faults.strikeHandshake()) {
      confirmInRoom();
    }
  }

  /** Where the room is required and joined first, there is no confirm without it. */
  private void confirmInRoom() {
    if (needsRoom() && behaviour().joins() == Behaviour.Join.Configure) {
      publisher
          .join()
          .thenRun(() -> context.runOnContext(now -> confirm()))
          .exceptionally(this::roomUnavailable);
    } else {
      confirm();
    }
  }

  private boolean needsRoom() {
    return state.publishers().settings().mode() == Publishing.Mode.Required;
  }

  private Void roomUnavailable(Throwable failure) {
    var problem = failure instanceof CompletionException ? failure.getCause() : failure;
    context.runOnContext(
        now -> {
          error("", UNAVAILABLE, "the room can't be joined: " + problem.getMessage());
          close(4503, "egress unavailable");
        });
    return null;
  }

  private void confirm() {
    if (!ended) {
      guarded(this::confirmed);
    }
  }

  private void confirmed() {
    speech = new Speech(state, record, wire, timers, publisher.loudspeaker());
    record.confirmed();
    state.account().counters().confirmed();
    wire.send(wire.frames().confirm(behaviour().capabilities()));
    if (behaviour().joins() == Behaviour.Join.Configure) {
      join();
    }
    new Lifetime(this, timers)
        .watch(state.account().settings().timing().maxSession(), egress, speech);
    faults.confirmed();
  }

  /** From here on a second participant of this identity is in the way. */
  private void join() {
    joined = true;
    record.joined();
    state.sessions().joined(this);
    var joining = publisher.join();
    if (needsRoom()) {
      joining.exceptionally(this::roomUnavailable);
    }
  }

  /** Called on any thread. */
  private void removedFromRoom() {
    context.runOnContext(
        now -> {
          switch (state.publishers().settings().removal()) {
            case ServerError -> error("", UNAVAILABLE, "the avatar was removed from the room");
            case Close -> close(1001, "the avatar was removed from the room");
            default -> LOG.debugf("connection %s lost its room", record.connectionId());
          }
        });
  }

  private Behaviour behaviour() {
    return state.account().settings().behaviour();
  }

  private boolean seat(Point point) {
    if (!state.account().seats().countsAt(point)) {
      return true;
    }
    seated = state.account().seats().take();
    if (!seated) {
      close(4003, "concurrency limit");
    }
    return seated;
  }

  private void configureOverdue() {
    if (egress == null) {
      close(4408, "no configuration came in time");
    }
  }

  /** Vert.x reports a message beyond the bound as an illegal state. */
  private void failed(Throwable failure) {
    if (failure instanceof IllegalStateException) {
      close(1009, "message too big");
    }
  }

  private void ended(int code) {
    if (ended) {
      return;
    }
    ended = true;
    timers.cancelAll();
    publisher.leave();
    if (speech != null) {
      speech.cutOff();
    }
    record.closed(code);
    if (seated) {
      state.account().seats().release();
    }
    state.sessions().closed(this);
    LOG.debugf("connection %s closed with %d", record.connectionId(), code);
  }

  @Override
  public Wire wire() {
    return wire;
  }

  @Override
  public void confirmAfter(Duration delay) {
    timers.after(delay, this::confirm);
  }

  @Override
  public void close(int code, String reason) {
    wire.close(code, reason);
    ended(code);
  }

  @Override
  public void error(String requestId, int code, String message) {
    wire.send(wire.frames().error(requestId, code, message));
  }

  @Override
  public void fallSilent() {
    if (speech != null) {
      speech.fallSilent();
    }
  }

  @Override
  public void unpublish() {
    publisher.drop();
  }

  @Override
  public void drop() {
    wire.drop();
    ended(1006);
  }
}

package dev.avataroperator.simulator;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.avataroperator.egress.proto.Message;
import dev.avataroperator.egress.proto.MessageType;
import dev.avataroperator.simulator.SimulatorSettings.Quota.Point;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.jboss.logging.Logger;

/** One client's connection from its upgrade to its end; lives on one event loop. */
final class DrivingSession {
  private static final Logger LOG = Logger.getLogger(DrivingSession.class);
  private static final int MALFORMED = 4400;
  private static final int UNIMPLEMENTED = 12;

  private final ServiceState state;
  private final SessionRecord record;
  private final Wire wire;
  private final Context context;
  private final Timers timers;
  private final ServerFrames frames;
  private Egress egress;
  private Speech speech;
  private boolean configured;
  private boolean seated;
  private boolean ended;

  DrivingSession(ServiceState state, SessionRecord record, Wire wire, Context context) {
    this.state = state;
    this.record = record;
    this.wire = wire;
    this.context = context;
    this.timers = new Timers(context.owner());
    this.frames = new ServerFrames(record.connectionId(), record.avatarId());
  }

  SessionRecord record() {
    return record;
  }

  /** Null until the session is configured. */
  Egress egress() {
    return egress;
  }

  boolean isOpen() {
    return !ended;
  }

  Context context() {
    return context;
  }

  Timers timers() {
    return timers;
  }

  void open() {
    state.sessions().opened(this);
    wire.socket().binaryMessageHandler(this::received);
    wire.socket().textMessageHandler(text -> {});
    wire.socket().exceptionHandler(this::failed);
    wire.socket().closeHandler(closed -> ended(closeCode()));
    if (!seat(Point.Upgrade)) {
      return;
    }
    Heartbeat.start(wire, state.sources().nanoTime(), timers);
    timers.after(state.settings().timing().configureTimeout(), this::configureOverdue);
  }

  /** Ends the session with a close frame; also from another event loop. */
  void close(int code, String reason) {
    context.runOnContext(
        now -> {
          wire.close(code, reason);
          ended(code);
        });
  }

  private void received(Buffer frame) {
    if (ended) {
      return;
    }
    try {
      var message = Message.parseFrom(frame.getBytes());
      if (configured) {
        converse(message);
      } else {
        configure(message);
      }
    } catch (InvalidProtocolBufferException e) {
      if (configured) {
        refuse("", "the frame is not a message of this protocol");
      } else {
        refuseConfigure(ConfigureRefused.invalid("the first frame must be a configuration"));
      }
    }
  }

  private void configure(Message message) {
    if (message.getType() != MessageType.MESSAGE_CLIENT_CONFIGURE_SESSION) {
      refuseConfigure(ConfigureRefused.invalid("the first message must be a configuration"));
      return;
    }
    try {
      var configure = message.getClientConfigureSession();
      egress = new ConfigureCheck(state.sources().clock()).check(configure);
      record.configured(egress, configure.getSampleRate());
    } catch (ConfigureRefused e) {
      refuseConfigure(e);
      return;
    }
    configured = true;
    if (seat(Point.Configure)) {
      confirm();
    }
  }

  private void refuseConfigure(ConfigureRefused refusal) {
    wire.send(frames.error("", refusal.code(), refusal.getMessage()));
    wire.close(MALFORMED, "configuration refused");
    ended(MALFORMED);
  }

  private void confirm() {
    var delay = state.settings().timing().animationDelay();
    speech = new Speech(record, wire, state.sources(), timers, delay);
    record.confirmed();
    state.counters().confirmed();
    wire.send(frames.confirm());
    state.sessions().confirmed(this);
    watchDuration();
    watchIdle(egress.idleTimeout());
  }

  private void converse(Message message) {
    if (speech == null) {
      refuse("", "the session isn't confirmed yet");
      return;
    }
    switch (message.getType()) {
      case MESSAGE_CLIENT_AUDIO_INPUT -> speech.audio(message.getClientAudioInput());
      case MESSAGE_CLIENT_INTERRUPT -> speech.interrupt(message.getClientInterrupt().getReqId());
      case MESSAGE_CLIENT_PAUSE, MESSAGE_CLIENT_RESUME ->
          speech.refuse("", UNIMPLEMENTED, "playback_control isn't among the capabilities");
      default -> refuse("", "message type " + message.getTypeValue() + " isn't for the service");
    }
  }

  private void refuse(String requestId, String why) {
    wire.send(frames.error(requestId, ConfigureRefused.INVALID, why));
  }

  private boolean seat(Point point) {
    if (!state.seats().countsAt(point)) {
      return true;
    }
    seated = state.seats().take();
    if (!seated) {
      wire.close(4003, "concurrency limit");
      ended(4003);
    }
    return seated;
  }

  private void configureOverdue() {
    if (!configured) {
      wire.close(4408, "no configuration came in time");
      ended(4408);
    }
  }

  private void watchDuration() {
    var longest = state.settings().timing().maxSession();
    if (!longest.isZero()) {
      timers.after(longest, () -> close(4002, "session hit its maximum duration"));
    }
  }

  private void watchIdle(Duration limit) {
    if (limit.isZero()) {
      return;
    }
    var left = limit.minus(speech.idleFor());
    if (left.isZero() || left.isNegative()) {
      close(1000, "idle timeout");
    } else {
      timers.after(left, () -> watchIdle(limit));
    }
  }

  /** Vert.x reports a message beyond the bound as an illegal state. */
  private void failed(Throwable failure) {
    if (failure instanceof IllegalStateException) {
      wire.close(1009, "message too big");
      ended(1009);
    } else {
      LOG.debugf("connection %s: %s", record.connectionId(), failure);
    }
  }

  private int closeCode() {
    var code = wire.socket().closeStatusCode();
    return code == null ? 1006 : code;
  }

  private void ended(int code) {
    if (ended) {
      return;
    }
    ended = true;
    timers.cancelAll();
    record.closed(code);
    if (seated) {
      state.seats().release();
    }
    state.sessions().closed(this);
    LOG.debugf("connection %s closed with %d", record.connectionId(), code);
  }
}

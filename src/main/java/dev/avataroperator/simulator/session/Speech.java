package dev.avataroperator.simulator.session;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.avataroperator.audio.AudioPiece;
import dev.avataroperator.audio.AudioProblem;
import dev.avataroperator.credential.Dialect;
import dev.avataroperator.egress.proto.ClientAudioInput;
import dev.avataroperator.egress.proto.Message;
import dev.avataroperator.egress.proto.MessageType;
import dev.avataroperator.egress.proto.PlaybackState;
import dev.avataroperator.simulator.configure.ConfigureRefused;
import dev.avataroperator.simulator.connection.ServerFrames;
import dev.avataroperator.simulator.connection.Wire;
import dev.avataroperator.simulator.playback.Loudspeaker;
import dev.avataroperator.simulator.playback.Playback;
import dev.avataroperator.simulator.record.RequestRecord;
import dev.avataroperator.simulator.record.SessionRecord;
import dev.avataroperator.simulator.settings.Behaviour;
import dev.avataroperator.simulator.settings.Sources;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A confirmed session's requests: records what arrives, plays it, answers. */
final class Speech implements Playback.Listener {
  private static final int MOST_UNFINISHED = 100;
  private static final int EXHAUSTED = 8;
  private static final int UNIMPLEMENTED = 12;
  private static final String EXPLICIT = "explicit";
  private static final String PAUSE_TIMEOUT = "pause_timeout";

  private final Sources sources;
  private final SessionRecord record;
  private final ServerFrames frames;
  private final Wire wire;
  private final Playback playback;
  private final PlaybackControl control;
  private final Behaviour behaviour;
  private final boolean mayPause;
  private long lastHeardNanos;
  private boolean silent;

  Speech(
      ServiceState state, SessionRecord record, Wire wire, Timers timers, Loudspeaker loudspeaker) {
    this.sources = state.account().sources();
    this.record = record;
    this.frames = wire.frames();
    this.wire = wire;
    var delay = state.account().settings().timing().animationDelay();
    var alarm = timers.alarm(this::advance);
    this.playback = new Playback(sources.nanoTime(), alarm, delay, this, loudspeaker);
    this.behaviour = state.account().settings().behaviour();
    this.mayPause = record.dialect() == Dialect.SpatialReal && offers(Behaviour.PLAYBACK_CONTROL);
    var timeout = timers.alarm(this::pausedTooLong);
    this.control = new PlaybackControl(record, playback, wire, timeout, behaviour.pauseTimeout());
    this.lastHeardNanos = sources.nanoTime().getAsLong();
  }

  private void advance() {
    playback.advance();
  }

  /** The connection is gone: keeps how much of the request that was being played was heard. */
  void cutOff() {
    playback.current().map(record::find).ifPresent(cut -> cut.stopped(playback.playedNanos()));
  }

  /** Takes one frame of a confirmed session; true when it was audio. */
  boolean received(Buffer frame) {
    try {
      var message = Message.parseFrom(frame.getBytes());
      take(message);
      return message.getType() == MessageType.MESSAGE_CLIENT_AUDIO_INPUT;
    } catch (InvalidProtocolBufferException e) {
      refuse("", "the frame is not a message of this protocol");
      return false;
    }
  }

  private void take(Message message) {
    switch (message.getType()) {
      case MESSAGE_CLIENT_AUDIO_INPUT -> audio(message.getClientAudioInput());
      case MESSAGE_CLIENT_INTERRUPT -> interrupt(message.getClientInterrupt().getReqId());
      case MESSAGE_CLIENT_PAUSE -> control(message.getClientPause().getReqId(), control::pause);
      case MESSAGE_CLIENT_RESUME -> control(message.getClientResume().getReqId(), control::resume);
      default -> refuse("", "message type " + message.getTypeValue() + " isn't for the service");
    }
  }

  private void control(String requestId, Consumer<String> action) {
    if (mayPause) {
      action.accept(requestId);
    } else {
      refuse(requestId, UNIMPLEMENTED, "playback_control isn't among the capabilities");
    }
  }

  private boolean offers(String capability) {
    return behaviour.capabilities().contains(capability);
  }

  private void audio(ClientAudioInput input) {
    var id = input.getReqId();
    if (id.isEmpty()) {
      refuse(id, "audio needs a req_id");
      return;
    }
    var request = record.find(id);
    if (request == null && playback.unfinished() >= MOST_UNFINISHED) {
      refuse(id, EXHAUSTED, "more than " + MOST_UNFINISHED + " requests are unfinished");
      return;
    }
    var audio = Buffer.buffer(input.getAudio().toByteArray());
    accept(request == null ? record.add(id) : request, audio, input.getEnd());
  }

  private void accept(RequestRecord request, Buffer audio, boolean end) {
    if (request.isInterrupted()) {
      request.addAfterInterrupt(audio);
      return;
    }
    if (request.isEnded()) {
      refuse(request.requestId(), "this request has ended");
      return;
    }
    if (audio.length() > 0) {
      lastHeardNanos = sources.nanoTime().getAsLong();
      try {
        playback.audio(request.requestId(), new AudioPiece(audio, request.add(audio)));
      } catch (AudioProblem e) {
        spoiled(request, "the audio " + e.getMessage());
        return;
      }
    }
    if (end) {
      request.end();
      playback.end(request.requestId());
    }
  }

  private void spoiled(RequestRecord request, String why) {
    request.spoiled(why);
    refuse(request.requestId(), why);
    playback.end(request.requestId());
  }

  /** May be repeated, also after the request's end. */
  private void interrupt(String requestId) {
    var request = record.find(requestId);
    if (request == null) {
      refuse(requestId, "there is no such request to interrupt");
      return;
    }
    if (behaviour.interrupt() == Behaviour.Interrupt.UpToNamed) {
      playback.before(requestId).forEach(earlier -> stop(record.find(earlier), EXPLICIT));
    }
    stop(request, EXPLICIT);
  }

  private void stop(RequestRecord request, String reason) {
    request.interrupt(reason);
    playback.interrupt(request.requestId());
  }

  private void pausedTooLong() {
    var requestId = control.overdue();
    if (requestId != null) {
      stop(record.find(requestId), PAUSE_TIMEOUT);
    }
  }

  private void refuse(String requestId, String why) {
    refuse(requestId, ConfigureRefused.INVALID, why);
  }

  private void refuse(String requestId, int code, String message) {
    wire.send(frames.error(requestId, code, message));
  }

  /** No more animation answers, as of a service that hangs. */
  void fallSilent() {
    silent = true;
  }

  /** How long neither audio came nor a request was being played. */
  Duration idleFor() {
    if (behaviour.idle() == Behaviour.Idle.Playback && playback.unfinished() > 0) {
      lastHeardNanos = sources.nanoTime().getAsLong();
    }
    return Duration.ofNanos(sources.nanoTime().getAsLong() - lastHeardNanos);
  }

  @Override
  public void playing(String requestId) {
    if (silent) {
      return;
    }
    if (wire.isFull()) {
      record.answerDropped();
      return;
    }
    wire.send(frames.animation(requestId, false));
    var request = record.find(requestId);
    if (request != null) {
      request.answered();
    }
  }

  @Override
  public void started(String requestId) {
    tell(requestId, PlaybackState.PLAYBACK_STATE_PLAYING, 0, "");
  }

  @Override
  public void played(String requestId, long playedNanos) {
    var request = record.find(requestId);
    if (request != null) {
      request.played(playedNanos);
    }
    tell(requestId, PlaybackState.PLAYBACK_STATE_ENDED, playedNanos, "");
    finished(requestId);
  }

  @Override
  public void stopped(String requestId, long playedNanos) {
    var request = record.find(requestId);
    request.stopped(playedNanos);
    var reason = request.interruptReason();
    if (reason.equals(PAUSE_TIMEOUT) && !offers(Behaviour.PLAYBACK_STATE)) {
      send(requestId, PlaybackState.PLAYBACK_STATE_INTERRUPTED, playedNanos, reason);
    }
    tell(requestId, PlaybackState.PLAYBACK_STATE_INTERRUPTED, request.playedNanos(), reason);
    finished(requestId);
  }

  private void finished(String requestId) {
    if (!silent) {
      wire.send(frames.animation(requestId, true));
    }
  }

  /** Unasked, where the service does so. */
  private void tell(String requestId, PlaybackState state, long playedNanos, String reason) {
    if (record.dialect() == Dialect.SpatialReal && offers(Behaviour.PLAYBACK_STATE)) {
      send(requestId, state, playedNanos, reason);
    }
  }

  private void send(String requestId, PlaybackState state, long playedNanos, String reason) {
    if (!silent) {
      var playedMs = TimeUnit.NANOSECONDS.toMillis(playedNanos);
      wire.send(frames.playback(requestId, state, playedMs, reason));
    }
  }

  @Override
  public void answerDropped() {
    record.answerDropped();
  }

  @Override
  public void unheard(long nanos) {
    record.publication().unheard(nanos);
  }
}

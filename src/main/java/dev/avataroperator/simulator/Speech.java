package dev.avataroperator.simulator;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.avataroperator.egress.proto.ClientAudioInput;
import dev.avataroperator.egress.proto.Message;
import dev.avataroperator.egress.proto.MessageType;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/** A confirmed session's requests: records what arrives, plays it, answers. */
final class Speech implements Playback.Listener {
  private static final int MOST_UNFINISHED = 100;
  private static final int EXHAUSTED = 8;
  private static final int UNIMPLEMENTED = 12;

  private final Sources sources;
  private final SessionRecord record;
  private final ServerFrames frames;
  private final Wire wire;
  private final Playback playback;
  private long lastHeardNanos;
  private boolean silent;

  Speech(ServiceState state, SessionRecord record, Wire wire, Timers timers) {
    this.sources = state.sources();
    this.record = record;
    this.frames = wire.frames();
    this.wire = wire;
    var delay = state.settings().timing().animationDelay();
    var alarm = timers.alarm(this::advance);
    this.playback = new Playback(sources.nanoTime(), alarm, delay, this);
    this.lastHeardNanos = sources.nanoTime().getAsLong();
  }

  private void advance() {
    playback.advance();
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
      case MESSAGE_CLIENT_PAUSE, MESSAGE_CLIENT_RESUME ->
          refuse("", UNIMPLEMENTED, "playback_control isn't among the capabilities");
      default -> refuse("", "message type " + message.getTypeValue() + " isn't for the service");
    }
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
      playback.audio(request.requestId(), request.add(audio));
    }
    if (end) {
      request.end();
      playback.end(request.requestId());
    }
  }

  /** Stops this request only; may be repeated, also after the request's end. */
  private void interrupt(String requestId) {
    var request = record.find(requestId);
    if (request == null) {
      refuse(requestId, "there is no such request to interrupt");
      return;
    }
    request.interrupt();
    playback.interrupt(requestId);
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
    if (playback.unfinished() > 0) {
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
  public void played(String requestId) {
    var request = record.find(requestId);
    if (request != null) {
      request.played();
    }
    if (!silent) {
      wire.send(frames.animation(requestId, true));
    }
  }

  @Override
  public void answerDropped() {
    record.answerDropped();
  }
}

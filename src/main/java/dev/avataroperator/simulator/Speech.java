package dev.avataroperator.simulator;

import dev.avataroperator.egress.proto.ClientAudioInput;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/** A confirmed session's requests: records what arrives, plays it, answers. */
final class Speech implements Playback.Listener {
  private static final int MOST_UNFINISHED = 100;
  private static final int EXHAUSTED = 8;

  private final SessionRecord record;
  private final ServerFrames frames;
  private final Wire wire;
  private final Sources sources;
  private final Playback playback;
  private long lastHeardNanos;
  private boolean silent;

  Speech(SessionRecord record, Wire wire, Sources sources, Timers timers, Duration answerDelay) {
    this.record = record;
    this.frames = new ServerFrames(record.connectionId(), record.avatarId());
    this.wire = wire;
    this.sources = sources;
    this.playback = new Playback(sources.nanoTime(), timers, answerDelay, this);
    this.lastHeardNanos = sources.nanoTime().getAsLong();
  }

  void audio(ClientAudioInput input) {
    var id = input.getReqId();
    if (id.isEmpty()) {
      refuse(id, ConfigureRefused.INVALID, "audio needs a req_id");
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
      refuse(request.requestId(), ConfigureRefused.INVALID, "this request has ended");
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
  void interrupt(String requestId) {
    var request = record.find(requestId);
    if (request == null) {
      refuse(requestId, ConfigureRefused.INVALID, "there is no such request to interrupt");
      return;
    }
    request.interrupt();
    playback.interrupt(requestId);
  }

  void refuse(String requestId, int code, String message) {
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

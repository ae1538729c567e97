package dev.avataroperator.worker.ingest;

import dev.avataroperator.audio.AudioProblem;
import dev.avataroperator.audio.Pacer;
import dev.avataroperator.audio.PcmFormat;
import dev.avataroperator.audio.file.WavDecoder;
import dev.avataroperator.worker.speech.Finish;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Consumer;

/** One file on its way to a worker: paced, and never more than the credit allows. */
final class PushedSegment {
  private static final Duration LEAD = Duration.ofMillis(200);
  private static final int MAX_MESSAGE = 64 * 1024;

  private final WebSocket socket;
  private final Buffer wav;
  private final String segment;
  private final Consumer<String> lines;
  private final Promise<Void> done = Promise.promise();
  private PcmFormat format;
  private Buffer audio;
  private Pacer pacer;
  private int sent;
  private long credit;
  private boolean ended;

  PushedSegment(WebSocket socket, Buffer wav, String segment, Consumer<String> lines) {
    this.socket = socket;
    this.wav = wav;
    this.segment = segment;
    this.lines = lines;
    socket.textMessageHandler(text -> told(new JsonObject(text)));
    socket.closeHandler(nothing -> closed());
  }

  Future<Void> done() {
    return done.future();
  }

  void tick(long now) {
    if (audio == null || ended) {
      return;
    }
    var due = Math.min(pacer.due(now), audio.length() - sent);
    var size = (int) Math.min(Math.min(due, credit), MAX_MESSAGE);
    if (size > 0) {
      socket.writeBinaryMessage(audio.slice(sent, sent + size));
      sent += size;
      credit -= size;
      pacer.take(size);
    }
    if (sent == audio.length()) {
      ended = true;
      send("end");
    }
  }

  private void told(JsonObject message) {
    switch (message.getString("type")) {
      case "ready" -> ready(message);
      case "credit" -> credit += bytes(message.getLong("ms"));
      case "finished" -> finished(message);
      case "accepted", "started" -> say(message.getString("type"));
      case "error", "warning" ->
          lines.accept(message.getString("code") + ": " + message.getString("message"));
      default -> {}
    }
  }

  private void ready(JsonObject message) {
    format = new PcmFormat(message.getInteger("sampleRateHz"));
    credit = bytes(message.getLong("credit"));
    lines.accept("ready     " + message.getString("state") + ", " + format.sampleRateHz() + " Hz");
    try {
      var decoder = new WavDecoder(format);
      audio = decoder.feed(wav);
      if (decoder.shortfall() != null) {
        lines.accept("the file " + decoder.shortfall());
      }
      pacer = new Pacer(format, LEAD);
      send("start");
    } catch (AudioProblem problem) {
      fail("the file " + problem.getMessage());
    }
  }

  private void finished(JsonObject message) {
    var reason = message.getString("reason");
    lines.accept(
        "finished  %s: %s, %d ms, first animation after %s ms"
            .formatted(segment, reason, message.getLong("playedMs"), message.getLong("latencyMs")));
    if (reason.equals(Finish.Reason.Played.name())) {
      done.tryComplete();
    } else {
      done.tryFail("it wasn't played to its end: " + reason);
    }
    socket.close();
  }

  private void say(String what) {
    lines.accept("%-9s %s".formatted(what, segment));
  }

  private void closed() {
    var reason = socket.closeReason() == null ? "" : ": " + socket.closeReason();
    done.tryFail("the worker closed with " + socket.closeStatusCode() + reason);
  }

  private void fail(String message) {
    done.tryFail(message);
    socket.close();
  }

  private void send(String type) {
    var message = new JsonObject().put("type", type);
    socket.writeTextMessage(
        (type.equals("start") ? message.put("segment", segment) : message).encode());
  }

  private long bytes(long millis) {
    return format.bytes(Duration.ofMillis(millis).toNanos());
  }
}

package dev.avataroperator.worker.ingest;

import dev.avataroperator.audio.SpeechFormat;
import dev.avataroperator.worker.speech.Finish;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;

/** The worker's messages to an ingest client. */
final class IngestReplies {
  private static final int VERSION = 1;

  private IngestReplies() {}

  static JsonObject ready(
      String state, SpeechFormat format, long credit, Collection<String> openSegments) {
    return type("ready")
        .put("version", VERSION)
        .put("state", state)
        .put("format", format.name())
        .put("sampleRateHz", format.sampleRateHz())
        .put("channels", 1)
        .put("credit", credit)
        .put("openSegments", new JsonArray(List.copyOf(openSegments)));
  }

  static JsonObject credit(long millis) {
    return type("credit").put("ms", millis);
  }

  static JsonObject accepted(String segment) {
    return type("accepted").put("segment", segment);
  }

  static JsonObject started(String segment) {
    return type("started").put("segment", segment);
  }

  static JsonObject finished(String segment, Finish finish) {
    return type("finished")
        .put("segment", segment)
        .put("playedMs", finish.playedMs())
        .put("interrupted", finish.reason() == Finish.Reason.Interrupted)
        .put("reason", finish.reason().name())
        .put("source", finish.source().name())
        .put("latencyMs", finish.latencyMs());
  }

  static JsonObject ack(String segment, long bytes) {
    return type("ack").put("segment", segment).put("bytes", bytes);
  }

  static JsonObject reopened(String segment, long bytes) {
    return type("reopened").put("segment", segment).put("receivedBytes", bytes);
  }

  static JsonObject discarded(long bytes) {
    return type("discarded").put("bytes", bytes);
  }

  static JsonObject stalled(String segment, boolean ended) {
    var text = ended ? "no audio for 10 s: the segment was ended" : "no audio for 1 s";
    return type("warning").put("code", "Stalled").put("segment", segment).put("message", text);
  }

  static JsonObject truncated(String segment, String missing) {
    return type("warning")
        .put("code", "Truncated")
        .put("segment", segment)
        .put("message", "the segment's audio " + missing);
  }

  static JsonObject error(String code, String message) {
    return type("error").put("code", code).put("message", message);
  }

  private static JsonObject type(String name) {
    return new JsonObject().put("type", name);
  }
}

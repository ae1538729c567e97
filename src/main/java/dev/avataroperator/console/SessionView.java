package dev.avataroperator.console;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What the page shows of a session: its status, and of its spec what a person decides by. */
final class SessionView {
  private static final String PAUSED = "avatar-operator.dev/paused";
  private static final JsonObject NONE = new JsonObject();

  private SessionView() {}

  static JsonObject of(JsonObject session) {
    var meta = session.getJsonObject("metadata", NONE);
    var spec = session.getJsonObject("spec", NONE);
    var status = session.getJsonObject("status", NONE);
    return new JsonObject()
        .put("namespace", meta.getString("namespace"))
        .put("name", meta.getString("name"))
        .put("uid", meta.getString("uid"))
        .put("created", meta.getString("creationTimestamp"))
        .put("deleting", meta.containsKey("deletionTimestamp"))
        .put("paused", "true".equals(in(meta, "annotations").getValue(PAUSED)))
        .put("suspend", spec.getBoolean("suspend", false))
        .put("avatar", in(spec, "avatar").getString("id"))
        .put("rtc", rtc(in(spec, "rtc"), in(status, "rtc")))
        .put("audio", audio(in(spec, "driver")))
        .put("state", status.getString("state", "Pending"))
        .put("conditions", status.getJsonArray("conditions", new JsonArray()))
        .put("latency", in(status, "latency"))
        .put("usage", in(status, "usage"))
        .put("worker", status.getString("worker"))
        .put("region", status.getString("region"))
        .put("epoch", status.getLong("epoch"))
        .put("startedAt", status.getString("startedAt"))
        .put("finishedAt", status.getString("finishedAt"))
        .put("expiresAt", status.getString("expiresAt"))
        .put("ingest", in(status, "ingest").containsKey("url"));
  }

  /** What is known before the operator has looked stands in the spec. */
  private static JsonObject rtc(JsonObject spec, JsonObject status) {
    var agora = spec.getJsonObject("agora");
    var livekit = in(spec, "livekit");
    return new JsonObject()
        .put("kind", agora == null ? "LiveKit" : "Agora")
        .put("room", agora == null ? livekit.getString("room") : agora.getString("channel"))
        .put("identity", status.getString("identity", livekit.getString("identity")))
        .put("people", status.getInteger("people"));
  }

  private static JsonObject audio(JsonObject driver) {
    var audio = in(in(driver, "worker"), "audio");
    var source = in(audio, "source");
    var drives =
        driver.containsKey("external") ? "external" : driver.containsKey("agent") ? "agent" : null;
    var kind =
        source.containsKey("playlist")
            ? "playlist"
            : source.containsKey("tone") ? "tone" : "ingest";
    return new JsonObject()
        .put("source", drives == null ? kind : drives)
        .put("format", audio.getString("format", "PCM_S16LE"))
        .put("sampleRateHz", audio.getInteger("sampleRateHz", 24_000))
        .put("target", in(in(driver, "worker"), "latencyTarget").getString("firstAnimationP95"));
  }

  private static JsonObject in(JsonObject object, String field) {
    return object.getValue(field) instanceof JsonObject found ? found : NONE;
  }
}

package dev.avataroperator.simulator.configure;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** Where a session publishes to, without the token that lets it. */
public sealed interface Egress {

  /** Two sessions with one key are one participant twice. */
  String key();

  /** How long the session may be silent; zero is for ever. */
  Duration idleTimeout();

  void describe(JsonObject session);

  /** A participant in a LiveKit room. */
  record LiveKit(
      String url, String room, String identity, Instant tokenExpiresAt, Duration idleTimeout)
      implements Egress {
    @Override
    public String key() {
      return "livekit " + url + " " + room + " " + identity;
    }

    @Override
    public void describe(JsonObject session) {
      session
          .put("egress", "livekit")
          .put("url", url)
          .put("room", room)
          .put("identity", identity)
          .put("idleTimeout", idleTimeout.toSeconds())
          .put("rtcTokenExpiresAt", tokenExpiresAt);
    }
  }

  /** A uid in an Agora channel. */
  record Agora(String channel, long uid, Instant tokenExpiresAt) implements Egress {
    @Override
    public String key() {
      return "agora " + channel + " " + uid;
    }

    @Override
    public Duration idleTimeout() {
      return Duration.ZERO;
    }

    @Override
    public void describe(JsonObject session) {
      session
          .put("egress", "agora")
          .put("channel", channel)
          .put("uid", uid)
          .put("rtcTokenExpiresAt", tokenExpiresAt);
    }
  }
}

package dev.avataroperator.simulator.configure;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** A LiveKit access token, read without its key: what it grants, not whether it is genuine. */
record LiveKitToken(String identity, Instant expiresAt, JsonObject video) {

  static LiveKitToken read(String jwt) {
    var parts = jwt.split("\\.", -1);
    if (parts.length != 3) {
      throw unreadable();
    }
    try {
      var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      var json = new JsonObject(claims);
      var video = json.getJsonObject("video");
      return new LiveKitToken(
          json.getString("sub", ""),
          Instant.ofEpochSecond(json.getLong("exp", 0L)),
          video == null ? new JsonObject() : video);
    } catch (RuntimeException e) {
      throw unreadable();
    }
  }

  void requireJoins(String room, String publisher) {
    if (!Boolean.TRUE.equals(video.getValue("roomJoin"))) {
      throw ConfigureRefused.badEgress("livekit_egress.api_token doesn't grant roomJoin");
    }
    if (!room.equals(video.getValue("room"))) {
      throw ConfigureRefused.badEgress("livekit_egress.api_token is for another room");
    }
    if (Boolean.FALSE.equals(video.getValue("canPublish"))) {
      throw ConfigureRefused.badEgress("livekit_egress.api_token doesn't let the avatar publish");
    }
    if (!publisher.equals(identity)) {
      throw ConfigureRefused.badEgress(
          "livekit_egress.api_token is for another identity than publisher_id");
    }
  }

  private static ConfigureRefused unreadable() {
    return ConfigureRefused.badEgress("livekit_egress.api_token is not a JWT");
  }
}

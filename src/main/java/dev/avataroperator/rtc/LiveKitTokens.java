package dev.avataroperator.rtc;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import dev.avataroperator.api.v1alpha1.Client;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.rtc.RtcAccount.Validity;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * LiveKit access tokens: HS256 JWTs with a {@code video} grant. Signed with the JWT library of
 * LiveKit's server SDK, whose own builder can't set {@code kind}. Not-before lies five minutes
 * back, for clocks that differ.
 */
final class LiveKitTokens {
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final String apiKey;
  private final Algorithm algorithm;

  LiveKitTokens(String apiKey, SecretText apiSecret) {
    this.apiKey = apiKey;
    this.algorithm = Algorithm.HMAC256(apiSecret.reveal());
  }

  SecretText avatar(AvatarSeat seat, Validity validity) {
    var grant = grant(seat.room(), true, false);
    grant.put("canPublishSources", List.of("camera", "microphone"));
    return sign(new Participant(seat.identity(), "agent", seat.attributes()), grant, validity);
  }

  SecretText client(AvatarSeat seat, Client client, String identity, Validity validity) {
    var mayPublish = client.canPublish() == null || client.canPublish();
    return switch (client.role()) {
      case Person ->
          sign(
              new Participant(identity, null, Map.of()),
              grant(seat.room(), mayPublish, true),
              validity);
      case Agent ->
          sign(
              new Participant(identity, "agent", Map.of()),
              grant(seat.room(), mayPublish, true),
              validity);
      case Observer -> {
        var grant = grant(seat.room(), false, true);
        grant.put("hidden", true);
        grant.put("canPublishData", false);
        yield sign(new Participant(identity, null, Map.of()), grant, validity);
      }
    };
  }

  private static Map<String, Object> grant(String room, boolean publish, boolean subscribe) {
    var grant = new HashMap<String, Object>();
    grant.put("roomJoin", true);
    grant.put("room", room);
    grant.put("canPublish", publish);
    grant.put("canSubscribe", subscribe);
    grant.put("canPublishData", true);
    return grant;
  }

  private SecretText sign(Participant participant, Map<String, Object> grant, Validity validity) {
    var token =
        JWT.create()
            .withIssuer(apiKey)
            .withSubject(participant.identity())
            .withClaim("name", participant.identity())
            .withNotBefore(validity.from().minus(SKEW))
            .withExpiresAt(validity.until())
            .withClaim("video", grant);
    if (participant.kind() != null) {
      token.withClaim("kind", participant.kind());
    }
    if (!participant.attributes().isEmpty()) {
      token.withClaim("attributes", participant.attributes());
    }
    return SecretText.of(token.sign(algorithm));
  }

  private record Participant(String identity, String kind, Map<String, String> attributes) {}
}

package dev.avataroperator.simulator;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import io.agora.media.AccessToken2;
import java.time.Instant;
import java.util.Map;

/** Tokens as an operator would mint them. */
public final class RtcTokens {
  private static final String THIRTY_TWO_HEX = "0123456789abcdef0123456789abcdef";

  private RtcTokens() {}

  public static String liveKit(String room, String identity, Instant expiresAt) {
    return liveKit(identity, expiresAt, Map.of("roomJoin", true, "room", room));
  }

  public static String liveKit(String identity, Instant expiresAt, Map<String, Object> video) {
    return JWT.create()
        .withIssuer("devkey")
        .withSubject(identity)
        .withExpiresAt(expiresAt)
        .withClaim("video", video)
        .sign(Algorithm.HMAC256("a secret of at least thirty-two characters"));
  }

  public static String agora(int lifeSeconds) throws Exception {
    return new AccessToken2(THIRTY_TWO_HEX, THIRTY_TWO_HEX, lifeSeconds).build();
  }
}

package dev.avataroperator.rtc;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import dev.avataroperator.api.v1alpha1.Client;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.credential.Sha256;
import dev.avataroperator.rtc.RtcAccount.Validity;
import io.livekit.server.AccessToken;
import io.livekit.server.CanPublish;
import io.livekit.server.CanPublishData;
import io.livekit.server.CanPublishSources;
import io.livekit.server.CanSubscribe;
import io.livekit.server.Hidden;
import io.livekit.server.RoomJoin;
import io.livekit.server.RoomName;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;

/**
 * LiveKit access tokens: HS256 JWTs with a {@code video} grant, from LiveKit's server SDK.
 * Not-before lies five minutes back, for clocks that differ.
 */
final class LiveKitTokens {
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final String apiKey;
  private final SecretText apiSecret;

  LiveKitTokens(String apiKey, SecretText apiSecret) {
    this.apiKey = apiKey;
    this.apiSecret = apiSecret;
  }

  String keyVersion() {
    return Sha256.hex("livekit " + apiKey + " " + apiSecret.reveal()).substring(0, 12);
  }

  SecretText avatar(AvatarSeat seat, Validity validity) {
    var token = token(seat.identity(), seat.attributes(), validity);
    join(token, seat.room());
    token.addGrants(
        new CanPublish(true),
        new CanPublishSources(List.of("camera", "microphone")),
        new CanPublishData(true),
        new CanSubscribe(false));
    return asAgent(token);
  }

  SecretText client(AvatarSeat seat, Client client, String identity, Validity validity) {
    var token = token(identity, Map.of(), validity);
    join(token, seat.room());
    return admit(token, client.role(), !Boolean.FALSE.equals(client.canPublish()));
  }

  SecretText visitor(AvatarSeat seat, Visitor visitor, Validity validity) {
    var token = token(visitor.identity(), visitor.attributes(), validity);
    token.setName(nameOf(visitor));
    if (visitor.metadata() != null) {
      token.setMetadata(visitor.metadata());
    }
    join(token, seat.room());
    return admit(token, visitor.role(), true);
  }

  static String nameOf(Visitor visitor) {
    return visitor.name() == null ? visitor.identity() : visitor.name();
  }

  private SecretText admit(AccessToken token, Client.Role role, boolean canPublish) {
    var observes = role == Client.Role.Observer;
    token.addGrants(
        new CanPublish(!observes && canPublish),
        new CanPublishData(!observes),
        new CanSubscribe(true));
    if (observes) {
      token.addGrants(new Hidden(true));
    }
    return role == Client.Role.Agent ? asAgent(token) : SecretText.of(token.toJwt());
  }

  private AccessToken token(String identity, Map<String, String> attributes, Validity validity) {
    var token = new AccessToken(apiKey, apiSecret.reveal());
    token.setIdentity(identity);
    token.setName(identity);
    token.setNotBefore(Date.from(validity.from().minus(SKEW)));
    token.setExpiration(Date.from(validity.until()));
    token.getAttributes().putAll(attributes);
    return token;
  }

  private static void join(AccessToken token, String room) {
    token.addGrants(new RoomJoin(true), new RoomName(room));
  }

  /** The SDK has no setter for the participant's kind, so the claim is added and signed again. */
  private SecretText asAgent(AccessToken token) {
    var claims = JWT.decode(token.toJwt()).getClaims();
    var signed = JWT.create();
    claims.forEach((name, claim) -> signed.withPayload(Map.of(name, claim.as(Object.class))));
    return SecretText.of(
        signed.withClaim("kind", "agent").sign(Algorithm.HMAC256(apiSecret.reveal())));
  }
}

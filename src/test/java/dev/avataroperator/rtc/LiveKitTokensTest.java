package dev.avataroperator.rtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.avataroperator.api.v1alpha1.Client;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.rtc.RtcAccount.Validity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveKitTokensTest {
  private static final String SECRET = "0123456789012345678901234567890123456789";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Validity HOUR = new Validity(NOW, NOW.plusSeconds(3600));
  private static final AvatarSeat SEAT =
      new AvatarSeat("lobby", "avatar-1", Map.of("lk.publish_on_behalf", "agent-1"));

  private final LiveKitTokens tokens = new LiveKitTokens("devkey", SecretText.of(SECRET));

  @Test
  void letsTheAvatarJoinOneRoomAsAnAgentAndOnlyPublish() {
    // when
    var jwt = verified(tokens.avatar(SEAT, HOUR));

    // then
    assertThat(jwt.getIssuer()).isEqualTo("devkey");
    assertThat(jwt.getSubject()).isEqualTo("avatar-1");
    assertThat(jwt.getClaim("kind").asString()).isEqualTo("agent");
    assertThat(jwt.getClaim("attributes").asMap()).containsEntry("lk.publish_on_behalf", "agent-1");
    assertThat(grant(jwt))
        .containsEntry("roomJoin", true)
        .containsEntry("room", "lobby")
        .containsEntry("canPublish", true)
        .containsEntry("canPublishData", true)
        .containsEntry("canSubscribe", false)
        .containsEntry("canPublishSources", List.of("camera", "microphone"))
        .doesNotContainKeys("roomAdmin", "roomCreate", "roomList");
  }

  @Test
  void isGoodUntilItsEndAndBackDatedForClocksThatDiffer() {
    // when
    var jwt = verified(tokens.avatar(SEAT, HOUR));

    // then
    assertThat(jwt.getExpiresAtAsInstant()).isEqualTo(HOUR.until());
    assertThat(jwt.getNotBeforeAsInstant()).isEqualTo(NOW.minusSeconds(300));
  }

  @Test
  void hidesAnObserverAndLetsItPublishNothing() {
    // when
    var jwt = verified(tokens.client(SEAT, client(Client.Role.Observer, true), "watcher", HOUR));

    // then
    assertThat(grant(jwt))
        .containsEntry("hidden", true)
        .containsEntry("canPublish", false)
        .containsEntry("canPublishData", false)
        .containsEntry("canSubscribe", true);
  }

  @Test
  void letsAPersonPublishAsAsked() {
    assertThat(grant(verified(tokens.client(SEAT, client(Client.Role.Person, null), "ann", HOUR))))
        .containsEntry("canPublish", true);
    assertThat(grant(verified(tokens.client(SEAT, client(Client.Role.Person, false), "ann", HOUR))))
        .containsEntry("canPublish", false);
  }

  @Test
  void givesAnAgentItsKind() {
    // when
    var jwt = verified(tokens.client(SEAT, client(Client.Role.Agent, null), "agent-1", HOUR));

    // then
    assertThat(jwt.getClaim("kind").asString()).isEqualTo("agent");
    assertThat(grant(jwt)).containsEntry("canSubscribe", true).containsEntry("canPublish", true);
  }

  private static Client client(Client.Role role, Boolean canPublish) {
    return new Client("c", role, null, null, null, canPublish);
  }

  private static Map<String, Object> grant(DecodedJWT jwt) {
    return jwt.getClaim("video").asMap();
  }

  private static DecodedJWT verified(SecretText token) {
    Algorithm.HMAC256(SECRET).verify(JWT.decode(token.reveal()));
    return JWT.decode(token.reveal());
  }
}

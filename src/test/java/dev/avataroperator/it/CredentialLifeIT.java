package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import dev.avataroperator.api.v1alpha1.AvatarService;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.CredentialStatus;
import dev.avataroperator.testing.IngestClient;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.Tenant;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Credentials of a session that runs: rotated, minted with another key, for other clients. */
class CredentialLifeIT {
  private static final String KIOSK =
      "{\"name\":\"kiosk\",\"role\":\"Person\",\"livekit\":{\"identity\":\"kiosk-1\"}}";
  private static final String DOOR =
      "{\"name\":\"door\",\"role\":\"Observer\",\"livekit\":{\"identity\":\"door-1\"}}";

  @RegisterExtension final Tenant tenant = new Tenant();

  @Test
  void rotatesEveryCredentialOnceForEachRequest() {
    // given
    var before = startSession();
    var pushed = tenant.value("lobby-ingest", "token");
    var spare = tenant.value("lobby-egress", "session-token-spare");

    // when
    tenant.patch(
        "lobby",
        "{\"metadata\":{\"annotations\":{\"avatar-operator.dev/rotate-requested-at\":\"now\"}}}");

    // then
    tenant.eventually(
        () ->
            assertThat(tenant.session("lobby").getStatus().handled().rotateRequestedAt())
                .isEqualTo("now"));
    var after = generations();
    assertThat(after).containsEntry("session-token-spare", before.get("session-token-spare") + 1);
    for (var name : new String[] {"rtc-token", "ingest", "client-kiosk"}) {
      assertThat(after).containsEntry(name, before.get(name) + 1);
    }
    assertThat(tenant.value("lobby-egress", "session-token-spare")).isNotEqualTo(spare);
    try (var pipeline = IngestClient.dial(tenant.value("lobby-ingest", "url"), pushed)) {
      pipeline.await("ready", null);
    }
    assertAvatarStayed();
    assertThat(generations()).isEqualTo(after);
  }

  @Test
  void showsAnIngestTokenOnlyOnceTheWorkerAcceptsIt() {
    // given
    startSession();
    var before = tenant.value("lobby-ingest", "token");
    var spare = tenant.value("lobby-egress", "session-token-spare");
    tenant.installation().worker().freeze();

    try {
      // when
      tenant.patch(
          "lobby",
          "{\"metadata\":{\"annotations\":{\"avatar-operator.dev/rotate-requested-at\":\"now\"}}}");

      // then
      tenant.eventually(
          () ->
              assertThat(tenant.value("lobby-egress", "session-token-spare")).isNotEqualTo(spare));
      assertThat(tenant.value("lobby-ingest", "token")).isEqualTo(before);
    } finally {
      tenant.installation().worker().thaw();
    }
    tenant.eventually(() -> assertThat(tenant.value("lobby-ingest", "token")).isNotEqualTo(before));
    try (var pipeline = IngestClient.of(tenant, "lobby")) {
      pipeline.await("ready");
    }
  }

  @Test
  void takesUpAnotherKeyOfTheProviderAndLetsTheAvatarStand() {
    // given
    var before = startSession();
    var secret = "another-secret-of-the-livekit-server-0123456789";

    // when
    putKey("livekit", "api-secret", secret);

    // then
    tenant.eventually(
        () ->
            assertThat(tenant.session("lobby"))
                .isTrue("CredentialsReady", "SourceKeyChanged")
                .says("CredentialsReady", "RTC provider's key")
                .hasState("Ready"));
    for (var token :
        Map.of("lobby-egress", "livekit-token", "lobby-client-kiosk", "token").entrySet()) {
      var jwt = JWT.decode(tenant.value(token.getKey(), token.getValue()));
      Algorithm.HMAC256(secret).verify(jwt);
    }
    assertThat(generations())
        .containsEntry("rtc-token", before.get("rtc-token") + 1)
        .containsEntry("client-kiosk", before.get("client-kiosk") + 1)
        .containsEntry("session-token-spare", before.get("session-token-spare"));
    assertAvatarStayed();
  }

  @Test
  void keepsWhatIsGoodWhileTheApiKeyIsRefusedAndGoesOnWithAnother() {
    // given
    startSession();

    // when
    putKey("simulator", "api-key", "not-the-key-of-this-account");

    // then
    tenant.eventually(
        () ->
            assertThat(tenant.session("lobby"))
                .isTrue("CredentialsReady", "RenewalFailed")
                .isTrue("Ready", "Connected")
                .says("CredentialsReady", "valid key"));
    tenant.eventually(() -> assertThat(keyIsValid()).isEqualTo("False"));
    assertThat(tenant.events("lobby"))
        .extracting(event -> event.getReason())
        .contains("CredentialRenewalFailed");
    assertAvatarStayed();

    // when
    putKey("simulator", "api-key", tenant.installation().serviceKey());

    // then
    tenant.eventually(
        () -> assertThat(tenant.session("lobby")).isTrue("CredentialsReady", "Issued"));
    tenant.eventually(() -> assertThat(keyIsValid()).isEqualTo("True"));
    assertAvatarStayed();
  }

  @Test
  void secretsFollowTheClientsOfARunningSession() {
    // given
    startSession();
    var kiosk = tenant.value("lobby-client-kiosk", "token");

    // when
    setClients(KIOSK + "," + DOOR);

    // then
    tenant.eventually(
        () -> assertThat(tenant.value("lobby-client-door", "identity")).isEqualTo("door-1"));
    assertThat(tenant.value("lobby-client-kiosk", "token")).isEqualTo(kiosk);

    // when
    setClients(KIOSK.replace("kiosk-1", "kiosk-2"));

    // then
    tenant.eventually(
        () -> {
          assertThat(tenant.secret("lobby-client-door")).isNull();
          assertThat(tenant.value("lobby-client-kiosk", "identity")).isEqualTo("kiosk-2");
          assertThat(generations())
              .containsEntry("client-kiosk", 2L)
              .doesNotContainKey("client-door");
        });
    assertThat(JWT.decode(tenant.value("lobby-client-kiosk", "token")).getSubject())
        .isEqualTo("kiosk-2");
    assertAvatarStayed();
  }

  private Map<String, Long> startSession() {
    tenant.apply(
        Samples.ingestOnLiveKit("lobby", tenant.room("lobby")) + "  clients: [" + KIOSK + "]\n");
    tenant.await("lobby", "Ready");
    return generations();
  }

  private Map<String, Long> generations() {
    return tenant.session("lobby").getStatus().credentials().stream()
        .collect(Collectors.toMap(CredentialStatus::name, CredentialStatus::generation));
  }

  private String keyIsValid() {
    return tenant.handle(AvatarService.class, "simulator").get().getStatus().conditions().stream()
        .filter(condition -> condition.getType().equals("CredentialsValid"))
        .map(Condition::getStatus)
        .findFirst()
        .orElse("");
  }

  private void putKey(String secret, String key, String value) {
    tenant
        .handle(Secret.class, secret)
        .edit(old -> new SecretBuilder(old).addToStringData(key, value).build());
  }

  private void setClients(String clients) {
    tenant.patch("lobby", "{\"spec\":{\"clients\":[" + clients + "]}}");
  }

  private void assertAvatarStayed() {
    assertThat(tenant.installation().records().inRoom(tenant.room("lobby")))
        .singleElement()
        .satisfies(connection -> assertThat(connection.closedAt()).isNull());
    assertThat(Instant.parse(tenant.session("lobby").getStatus().expiresAt()))
        .isAfter(Instant.now());
  }
}

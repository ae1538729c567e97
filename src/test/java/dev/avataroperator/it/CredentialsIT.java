package dev.avataroperator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.CredentialStatus;
import dev.avataroperator.testing.Accounts;
import dev.avataroperator.testing.AuditLog;
import dev.avataroperator.testing.Installation;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.Tenant;
import io.agora.media.AccessToken2;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What stands in the Secrets of a session, and what status says of it. */
class CredentialsIT {
  private static final String LIVEKIT_CLIENTS =
      "  clients: [{name: kiosk, role: Person, livekit: {identity: kiosk-1}}]\n";
  private static final String AGORA_CLIENTS =
      "  clients: [{name: kiosk, role: Observer, agora: {uid: 7}, ttl: 10m}]\n";

  @RegisterExtension final Tenant tenant = new Tenant();

  @Test
  void aLiveKitSessionHasTheSecretsThatItsUsersNeed() {
    // when
    var room = tenant.room("lobby");
    tenant.apply(Samples.ingestOnLiveKit("lobby", room) + LIVEKIT_CLIENTS);
    var session = tenant.await("lobby", "Ready");

    // then
    assertKeys(
        "lobby-egress",
        "app-id avatar-id session-token session-token-spare ingress-url console-url"
            + " livekit-url livekit-room livekit-token publisher-id");
    assertKeys("lobby-ingest", "url token");
    assertKeys("lobby-client-kiosk", "url token room identity");
    assertThat(tenant.value("lobby-egress", "livekit-room")).isEqualTo(room);
    assertThat(tenant.value("lobby-egress", "publisher-id")).isEqualTo("avatar");
    assertThat(tenant.value("lobby-client-kiosk", "identity")).isEqualTo("kiosk-1");
    assertThat(tenant.value("lobby-ingest", "url")).isEqualTo(session.getStatus().ingest().url());
  }

  @Test
  void anAgoraSessionHasTheSecretsThatItsUsersNeed() {
    // when
    tenant.apply(Samples.ingestOnAgora("stage", tenant.room("stage")) + AGORA_CLIENTS);
    tenant.await("stage", "Ready");

    // then
    assertKeys(
        "stage-egress",
        "app-id avatar-id session-token session-token-spare ingress-url console-url"
            + " agora-app-id agora-channel agora-token agora-uid");
    assertKeys("stage-client-kiosk", "app-id channel token uid");
    assertThat(tenant.value("stage-client-kiosk", "uid")).isEqualTo("7");
    var token = new AccessToken2();
    assertThat(token.parse(tenant.value("stage-egress", "agora-token"))).isTrue();
    assertThat(token.appId).isEqualTo(Accounts.AGORA_APP);
    assertThat(Duration.ofSeconds(token.expire)).isEqualTo(Duration.ofMinutes(185));
  }

  @Test
  void theAvatarsTokenOpensOneRoomForPublishingOnly() {
    // when
    var room = tenant.room("lobby");
    tenant.apply(Samples.ingestOnLiveKit("lobby", room));
    var session = tenant.await("lobby", "Ready");

    // then
    var token = verified("lobby-egress", "livekit-token");
    assertThat(token.getSubject()).isEqualTo("avatar");
    assertThat(token.getClaim("kind").asString()).isEqualTo("agent");
    assertThat(token.getClaim("video").asMap())
        .containsEntry("roomJoin", true)
        .containsEntry("room", room)
        .containsEntry("canPublish", true)
        .containsEntry("canSubscribe", false);
    assertThat(token.getClaim("attributes").asMap())
        .containsEntry("avatar-operator.dev/session-uid", session.getMetadata().getUid())
        .containsEntry("avatar-operator.dev/install", kubeSystemUid());
  }

  @Test
  void statusTellsWhenEachCredentialExpires() {
    // when
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")) + LIVEKIT_CLIENTS);
    var session = tenant.await("lobby", "Ready");

    // then
    var status = session.getStatus();
    assertThat(status.credentials())
        .extracting(CredentialStatus::name)
        .containsExactlyInAnyOrder(
            "session-token", "session-token-spare", "rtc-token", "ingest", "client-kiosk");
    assertExpiry(session, "rtc-token", verified("lobby-egress", "livekit-token"));
    assertExpiry(session, "client-kiosk", verified("lobby-client-kiosk", "token"));
    assertThat(status.credentials())
        .extracting(CredentialStatus::expiresAt)
        .contains(status.expiresAt())
        .allSatisfy(each -> assertThat(each).isGreaterThanOrEqualTo(status.expiresAt()));
    assertThat(status.credentials())
        .filteredOn(each -> each.renewAt() != null)
        .allSatisfy(each -> assertThat(each.renewAt()).isLessThan(each.expiresAt()))
        .extracting(CredentialStatus::name)
        .containsExactlyInAnyOrder("session-token-spare", "ingest", "client-kiosk");
  }

  @Test
  void eachSecretIsWrittenOnce() {
    // when
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")) + LIVEKIT_CLIENTS);
    tenant.await("lobby", "Ready");

    // then
    assertThat(tenant.installation().kube().audit().writesBy(Installation.OPERATOR_USER))
        .filteredOn(write -> write.namespace().equals(tenant.namespace()))
        .filteredOn(write -> write.resource().equals("secrets"))
        .extracting(AuditLog.Request::verb, AuditLog.Request::name)
        .containsExactlyInAnyOrder(
            tuple("create", "lobby-egress"),
            tuple("create", "lobby-ingest"),
            tuple("create", "lobby-client-kiosk"));
  }

  private void assertKeys(String secret, String keys) {
    assertThat(tenant.secret(secret).getData()).containsOnlyKeys(keys.split(" "));
  }

  private static void assertExpiry(AvatarSession session, String name, DecodedJWT token) {
    assertThat(session.getStatus().credentials())
        .filteredOn(each -> each.name().equals(name))
        .extracting(each -> Instant.parse(each.expiresAt()))
        .containsExactly(token.getExpiresAtAsInstant());
  }

  private DecodedJWT verified(String secret, String key) {
    var token = JWT.decode(tenant.value(secret, key));
    Algorithm.HMAC256(Accounts.LIVEKIT_SECRET).verify(token);
    return token;
  }

  private String kubeSystemUid() {
    var kube = tenant.installation().kube();
    return kube.admin().namespaces().withName("kube-system").get().getMetadata().getUid();
  }
}

package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarService;
import dev.avataroperator.testing.Accounts;
import dev.avataroperator.testing.Installation;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.SimulatorRecords;
import dev.avataroperator.testing.Tenant;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the avatar service refuses is said by its name, and isn't asked for again and again. */
class ServiceRefusalsIT {
  private static final String EXPIRED =
      "{\"kind\":\"upgrade\",\"times\":%d,\"status\":401,\"body\":\"the token has expired\"}";

  @RegisterExtension final Tenant tenant = new Tenant();

  private SimulatorRecords service;

  @BeforeEach
  void theAccountWasTried() {
    service = tenant.installation().records();
    tenant.eventually(() -> assertThat(service("CredentialsValid")).isEqualTo("True"));
  }

  @AfterEach
  void theServiceIsWellAgain() {
    service.disarm();
  }

  @ParameterizedTest
  @CsvSource({
    "402, BillingRequired, Settle it",
    "403, AppUnrecognized, appId",
    "404, AvatarNotFound, avatar.id"
  })
  void saysWhatAPersonHasToMend(int status, String reason, String advice) {
    // given
    service.arm("{\"kind\":\"token\",\"times\":0,\"status\":" + status + "}");

    // when
    apply();

    // then
    assertThat(tenant.await("lobby", "Stalled"))
        .isFalse("CredentialsReady", reason)
        .isTrue("Stalled", reason)
        .says("Ready", "" + status, advice);
    tenant.eventually(() -> assertThat(service("CredentialsValid")).isEqualTo("False"));

    // when
    service.disarm();
    tenant.patch("lobby", "{\"spec\":{\"avatar\":{\"id\":\"another\"}}}");

    // then
    tenant.await("lobby", "Ready");
    tenant.eventually(() -> assertThat(service("CredentialsValid")).isEqualTo("True"));
  }

  @Test
  void triesAgainAfterGarbageFromTheConsole() {
    // given
    service.arm("{\"kind\":\"token\",\"times\":0,\"status\":200,\"body\":\"<html>\"}");

    // when
    apply();

    // then
    tenant.eventually(
        () ->
            assertThat(tenant.session("lobby"))
                .isFalse("CredentialsReady", "ServiceUnavailable")
                .isTrue("Reconciling", "ServiceUnavailable")
                .says("Ready", "without JSON", "consoleUrl"));

    // when
    service.disarm();

    // then
    tenant.await("lobby", "Ready");
  }

  @ParameterizedTest
  @CsvSource({"SpatialReal", "Spatius"})
  void mintsNoMoreForAnAppThatTheIngressDoesNotKnow(String dialect) {
    // given
    if (dialect.equals("Spatius")) {
      tenant.handle(AvatarService.class, "simulator").delete();
      tenant.apply(Accounts.spatius("simulator", tenant.installation()));
    }
    setApp("app-of-somebody-else");

    // when
    apply();

    // then
    assertThat(tenant.await("lobby", "Stalled"))
        .isFalse("EgressReady", "AppUnrecognized")
        .says("Ready", "Check appId");

    // when
    setApp(Installation.APP_ID);

    // then
    tenant.await("lobby", "Ready");
  }

  private void setApp(String id) {
    tenant
        .handle(AvatarService.class, "simulator")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"appId\":\"" + id + "\"}}");
  }

  @Test
  void queuesWhileTheQuotaIsUsedUp() {
    // given
    service.arm("{\"kind\":\"token\",\"times\":2,\"status\":429}");

    // when
    apply();

    // then
    tenant.await("lobby", "Ready");
    assertThat(tenant.events("lobby")).extracting(event -> event.getReason()).contains("Queued");
  }

  @Test
  void saysThatTheAvatarIsUnknown() {
    // given
    service.arm(
        "{\"kind\":\"upgrade\",\"times\":0,\"status\":404,"
            + "\"body\":{\"message\":\"avatar not found\"}}");

    // when
    apply();

    // then
    assertThat(tenant.await("lobby", "Stalled"))
        .isFalse("EgressReady", "AvatarNotFound")
        .isTrue("Stalled", "AvatarNotFound");
    var mints = service.stats().mints();

    // when
    service.disarm();
    tenant.patch("lobby", "{\"spec\":{\"avatar\":{\"id\":\"another\"}}}");

    // then
    tenant.await("lobby", "Ready");
    assertThat(service.stats().mints()).isLessThanOrEqualTo(mints + 4);
  }

  @Test
  void aTokenThatExpiredBeforeTheConnectTakesOneMoreAndNoStorm() {
    // given
    service.arm(EXPIRED.formatted(1));
    var mints = service.stats().mints();

    // when
    apply();

    // then
    tenant.await("lobby", "Ready");
    tenant.eventually(() -> assertThat(service.stats().mints()).isEqualTo(mints + 3));
  }

  @Test
  void tokensThatAlwaysExpireAreMintedWithGrowingPauses() {
    // given
    service.arm(EXPIRED.formatted(3));
    var mints = service.stats().mints();

    // when
    apply();

    // then
    tenant.eventually(
        () ->
            assertThat(tenant.session("lobby"))
                .isFalse("EgressReady", "SessionTokenExpired")
                .isTrue("Reconciling", "SessionTokenExpired"));
    tenant.await("lobby", "Ready");
    assertThat(service.stats().mints()).isLessThanOrEqualTo(mints + 7);
  }

  private void apply() {
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));
  }

  private String service(String type) {
    return tenant.handle(AvatarService.class, "simulator").get().getStatus().conditions().stream()
        .filter(condition -> condition.getType().equals(type))
        .map(Condition::getStatus)
        .findFirst()
        .orElse("");
  }
}

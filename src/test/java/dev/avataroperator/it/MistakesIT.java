package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarService;
import dev.avataroperator.api.v1alpha1.AvatarWorkerPool;
import dev.avataroperator.api.v1alpha1.RtcProvider;
import dev.avataroperator.testing.Accounts;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.Tenant;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user writes wrongly is said in words that help, and taken up once it is put right. */
class MistakesIT {
  @RegisterExtension final Tenant tenant = new Tenant();

  @Test
  void saysThatAServiceIsMissing() {
    // given
    tenant.handle(AvatarService.class, "simulator").delete();

    // when
    tenant.apply(ingest());

    // then
    assertThat(tenant.await("lobby", "Stalled"))
        .isFalse("Accepted", "ServiceNotFound")
        .says("Ready", "AvatarService simulator");

    // when
    tenant.apply(Accounts.service("simulator", tenant.installation()));

    // then
    tenant.await("lobby", "Ready");
  }

  @Test
  void saysThatAProviderIsMissing() {
    // when
    tenant.apply(ingest().replace("name: livekit", "name: nowhere"));

    // then
    assertThat(tenant.await("lobby", "Stalled"))
        .isFalse("Accepted", "ProviderNotFound")
        .says("Ready", "RtcProvider nowhere");

    // when
    tenant.create(renamed(tenant.handle(RtcProvider.class, "livekit").get(), "nowhere"));

    // then
    tenant.await("lobby", "Ready");
  }

  @Test
  void saysThatTheProviderIsOfAnotherKind() {
    // when
    tenant.apply(ingest().replace("name: livekit", "name: agora"));

    // then
    assertThat(tenant.await("lobby", "Stalled"))
        .isFalse("Accepted", "InvalidSpec")
        .says("Ready", "Agora", "provider of the same kind");
  }

  @Test
  void saysThatAnAgoraCertificateIsNone() {
    // given
    setSourceKey("agora", "certificate", "0123456789abcdef");

    // when
    tenant.apply(Samples.ingestOnAgora("stage", tenant.room("stage")));

    // then
    assertThat(tenant.await("stage", "Stalled"))
        .isFalse("Accepted", "InvalidSpec")
        .says("Ready", "32 hexadecimal digits");
    assertThat(tenant.secret("stage-egress")).isNull();
    tenant.eventually(
        () ->
            assertThat(tenant.handle(RtcProvider.class, "agora").get().getStatus().conditions())
                .anyMatch(
                    condition ->
                        condition.getType().equals("CredentialsValid")
                            && condition.getStatus().equals("False")
                            && condition.getReason().equals("Invalid")));

    // when
    setSourceKey("agora", "certificate", "fedcba98".repeat(4));

    // then
    tenant.await("stage", "Ready");
  }

  @Test
  void saysThatTheServiceRefusesTheKey() {
    // given
    setApiKey("not-the-key-of-this-account");

    // when
    tenant.apply(ingest());

    // then
    assertThat(tenant.await("lobby", "Stalled"))
        .isFalse("CredentialsReady", "SessionTokenInvalid")
        .says("Ready", "API key");
    tenant.eventually(
        () ->
            assertThat(tenant.handle(AvatarService.class, "simulator").get().getStatus())
                .extracting(status -> status.conditions().toString())
                .asString()
                .contains("CredentialsValid"));

    // when
    setApiKey(tenant.installation().serviceKey());

    // then
    tenant.await("lobby", "Ready");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"driver":{"worker":{"poolRef":{"name":"default","namespace":"elsewhere"}}}} | in the session's namespace
          """)
  void refusesWhatThisVersionCannotDoAndSaysWhatToUseInstead(String change, String advice) {
    // given
    tenant.apply(ingest());
    tenant.patch("lobby", "{\"spec\":" + change + "}");

    // then
    assertThat(tenant.await("lobby", "Stalled"))
        .isFalse("Accepted", "InvalidSpec")
        .isTrue("Stalled", "InvalidSpec")
        .says("Accepted", "available in this version", advice);
  }

  @Test
  void saysThatAPoolIsMissing() {
    // when
    tenant.apply(ingest().replace("worker: {", "worker: {poolRef: {name: nowhere}, "));

    // then
    tenant.eventually(
        () ->
            assertThat(tenant.session("lobby"))
                .isFalse("WorkerAssigned", "PoolNotFound")
                .says("Ready", "AvatarWorkerPool nowhere", "create it"));

    // when
    tenant.create(renamed(tenant.handle(AvatarWorkerPool.class, "default").get(), "nowhere"));

    // then
    tenant.await("lobby", "Ready");
  }

  @Test
  void letsARunningSessionStandWhileItsSpecIsUnusable() {
    // given
    tenant.apply(ingest());
    tenant.await("lobby", "Ready");

    // when
    patchPool("{\"name\":\"default\",\"namespace\":\"elsewhere\"}");
    tenant.await("lobby", "Stalled");
    patchPool("null");
    tenant.await("lobby", "Ready");

    // then
    assertThat(tenant.installation().records().inRoom(tenant.room("lobby")))
        .singleElement()
        .satisfies(connection -> assertThat(connection.closedAt()).isNull());
  }

  private void patchPool(String ref) {
    tenant.patch("lobby", "{\"spec\":{\"driver\":{\"worker\":{\"poolRef\":" + ref + "}}}}");
  }

  private static <T extends HasMetadata> T renamed(T resource, String name) {
    resource.setMetadata(new ObjectMetaBuilder().withName(name).build());
    return resource;
  }

  private String ingest() {
    return Samples.ingestOnLiveKit("lobby", tenant.room("lobby"));
  }

  private void setApiKey(String key) {
    setSourceKey("simulator", "api-key", key);
  }

  private void setSourceKey(String secret, String key, String value) {
    tenant
        .handle(Secret.class, secret)
        .edit(before -> new SecretBuilder(before).addToStringData(key, value).build());
  }
}

package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.avataroperator.api.v1alpha1.AvatarWorkerPool;
import dev.avataroperator.api.v1alpha1.RtcProvider;
import dev.avataroperator.testing.Accounts;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.Tenant;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Keys are read from labelled Secrets only; what is missing is said, and taken up when it comes.
 */
class SourceSecretsIT {
  private static final String LABEL = "avatar-operator.dev/source";

  @RegisterExtension final Tenant tenant = new Tenant();

  @ParameterizedTest
  @ValueSource(strings = {"simulator", "livekit"})
  void waitsForASecretThatIsMissing(String name) {
    // given
    var secret = tenant.secret(name);
    tenant.handle(Secret.class, name).delete();

    // when
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));

    // then
    assertSecretIsAskedFor(name);

    // when
    tenant.create(withoutVersion(secret).build());

    // then
    tenant.await("lobby", "Ready");
  }

  @ParameterizedTest
  @ValueSource(strings = {"simulator", "livekit"})
  void waitsForTheLabelThatAllowsItToRead(String name) {
    // given
    edit(name, secret -> secret.editMetadata().removeFromLabels(LABEL).endMetadata());

    // when
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));

    // then
    assertSecretIsAskedFor(name);

    // when
    edit(name, secret -> secret.editMetadata().addToLabels(LABEL, "true").endMetadata());

    // then
    tenant.await("lobby", "Ready");
  }

  @Test
  void saysWhichKeyASecretLacks() {
    // given
    edit("livekit", secret -> secret.withData(Map.of("api-key", "ZGV2a2V5")));

    // when
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));

    // then
    assertThat(tenant.await("lobby", "Stalled"))
        .isFalse("Accepted", "SecretNotFound")
        .says("Accepted", "livekit", "api-secret");
    tenant.eventually(
        () ->
            assertThat(tenant.handle(RtcProvider.class, "livekit").get().getStatus().conditions())
                .extracting(Condition::getType, Condition::getStatus, Condition::getReason)
                .contains(tuple("Stalled", "True", "SecretNotFound")));

    // when
    edit("livekit", secret -> secret.addToStringData("api-secret", Accounts.LIVEKIT_SECRET));

    // then
    tenant.await("lobby", "Ready");
    tenant.eventually(
        () ->
            assertThat(tenant.handle(RtcProvider.class, "livekit").get().getStatus().conditions())
                .extracting(Condition::getType)
                .doesNotContain("Stalled", "Reconciling"));
  }

  @Test
  void waitsForTheTokenOfTheWorkers() {
    // given
    edit("workers", secret -> secret.editMetadata().removeFromLabels(LABEL).endMetadata());
    tenant.eventually(() -> assertThat(poolConditions()).contains("kubectl label secret workers"));

    // when
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));

    // then
    tenant.eventually(
        () ->
            assertThat(tenant.session("lobby"))
                .isFalse("WorkerAssigned", "NoWorkerCapacity")
                .isTrue("Reconciling", "NoWorkerCapacity")
                .says("WorkerAssigned", "its status says why"));

    // when
    edit("workers", secret -> secret.editMetadata().addToLabels(LABEL, "true").endMetadata());

    // then
    tenant.await("lobby", "Ready");
  }

  private String poolConditions() {
    var pool = tenant.handle(AvatarWorkerPool.class, "default").get();
    return pool.getStatus().conditions().toString();
  }

  private void assertSecretIsAskedFor(String name) {
    assertThat(tenant.await("lobby", "Stalled"))
        .isFalse("Accepted", "SecretNotFound")
        .says("Accepted", "kubectl label secret " + name, LABEL + "=true")
        .says("Accepted", "-n " + tenant.namespace());
  }

  private void edit(String name, UnaryOperator<SecretBuilder> change) {
    tenant
        .handle(Secret.class, name)
        .edit(secret -> change.apply(new SecretBuilder(secret)).build());
  }

  private static SecretBuilder withoutVersion(Secret secret) {
    return new SecretBuilder(secret)
        .editMetadata()
        .withResourceVersion(null)
        .withUid(null)
        .endMetadata();
  }
}

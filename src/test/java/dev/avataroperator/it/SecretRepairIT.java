package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.avataroperator.api.v1alpha1.AvatarService;
import dev.avataroperator.testing.AudioFiles;
import dev.avataroperator.testing.IngestClient;
import dev.avataroperator.testing.Installation;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.SecretPolicy;
import dev.avataroperator.testing.Tenant;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session's own Secrets are kept as they have to be; those of others are never touched. */
class SecretRepairIT {
  @RegisterExtension final Tenant tenant = new Tenant();

  @ParameterizedTest
  @ValueSource(strings = {"lobby-egress", "lobby-ingest", "lobby-client-kiosk"})
  void writesADeletedSecretAnew(String name) {
    // given
    startSession();
    var keys = tenant.secret(name).getData().keySet();

    // when
    tenant.handle(Secret.class, name).delete();

    // then
    tenant.eventually(() -> assertThat(tenant.secret(name).getData()).containsOnlyKeys(keys));
    assertSpeechWorks();
  }

  @Test
  void putsRightWhatWasEditedByHand() {
    // given
    startSession();
    var url = tenant.value("lobby-egress", "livekit-url");

    // when
    overwrite("lobby-egress", "livekit-url");
    overwrite("lobby-egress", "session-token-spare");
    overwrite("lobby-ingest", "token");
    overwrite("lobby-client-kiosk", "token");

    // then
    tenant.eventually(
        () -> {
          assertThat(tenant.value("lobby-egress", "livekit-url")).isEqualTo(url);
          assertThat(tenant.value("lobby-egress", "session-token-spare")).isNotEqualTo("edited");
          assertThat(tenant.value("lobby-ingest", "token")).isNotEqualTo("edited");
          assertThat(tenant.value("lobby-client-kiosk", "token")).isNotEqualTo("edited");
        });
    assertSpeechWorks();
  }

  @Test
  void takesAwayWhatTheTemplateNoLongerAdds() {
    // given
    startSession();
    template(
        "{\"labels\":{\"copy\":\"yes\",\"team\":\"a\"},\"annotations\":{\"example.com/to\":\"x\"}}");
    tenant.eventually(
        () ->
            assertThat(labels("lobby-ingest")).contains(entry("copy", "yes"), entry("team", "a")));
    tenant
        .handle(Secret.class, "lobby-ingest")
        .edit(
            secret ->
                new SecretBuilder(secret)
                    .editMetadata()
                    .addToLabels("theirs", "1")
                    .endMetadata()
                    .build());

    // when
    template("{\"labels\":{\"copy\":null,\"team\":\"b\"},\"annotations\":null}");

    // then
    tenant.eventually(
        () -> {
          assertThat(labels("lobby-ingest"))
              .contains(entry("team", "b"), entry("theirs", "1"))
              .doesNotContainKey("copy");
          assertThat(tenant.secret("lobby-ingest").getMetadata().getAnnotations())
              .doesNotContainKey("example.com/to");
        });
  }

  private void template(String json) {
    tenant.patch("lobby", "{\"spec\":{\"secretTemplate\":" + json + "}}");
  }

  private Map<String, String> labels(String secret) {
    return tenant.secret(secret).getMetadata().getLabels();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lobby-egress", "lobby-ingest", "lobby-client-kiosk"})
  void leavesASecretOfSomebodyElseAlone(String name) {
    // given
    var foreign =
        new SecretBuilder()
            .withNewMetadata()
            .withName(name)
            .endMetadata()
            .withStringData(Map.of("mine", "precious"))
            .build();
    var before = tenant.create(foreign);
    awaitAccount();

    // when
    tenant.apply(session());

    // then
    assertThat(tenant.await("lobby", "Stalled"))
        .isFalse("CredentialsReady", "SecretConflict")
        .isFalse("Ready", "SecretConflict")
        .says("Ready", name, "delete or rename it");
    var mints = tenant.installation().records().stats().mints();
    var looks = looks();
    tenant.eventually(() -> assertThat(looks()).isGreaterThan(looks + 1));
    assertThat(tenant.installation().records().stats().mints()).isEqualTo(mints);
    assertThat(tenant.secret(name)).isEqualTo(before);

    // when
    tenant.handle(Secret.class, name).delete();

    // then
    tenant.await("lobby", "Ready");
  }

  @Test
  void followsWhatRunsThoughASecretIsSomebodyElsesAndLeavesThatAlone() {
    // given
    tenant.apply(
        Samples.playlistOnLiveKit(
                "lobby", tenant.room("lobby"), tenant.installation().audioUrl(AudioFiles.WELCOME))
            + "  clients: [{name: kiosk, role: Person, livekit: {identity: kiosk-1}}]\n");
    tenant.await("lobby", "Ready");

    // when
    tenant
        .handle(Secret.class, "lobby-client-kiosk")
        .edit(
            secret ->
                new SecretBuilder(secret)
                    .editMetadata()
                    .withOwnerReferences(List.of())
                    .endMetadata()
                    .build());

    // then
    tenant.await("lobby", "Completed");
    assertThat(tenant.secret("lobby-egress")).isNull();
    assertThat(tenant.secret("lobby-client-kiosk")).isNotNull();
  }

  @Test
  void saysWhatTheApiServerRefusesAndMintsNothingMeanwhile() {
    // given
    awaitAccount();
    try (var policy = SecretPolicy.refusing(tenant, "lobby-egress")) {
      // when
      tenant.apply(session());

      // then
      assertThat(tenant.await("lobby", "Stalled"))
          .isFalse("CredentialsReady", "SecretRefused")
          .says("Ready", "lobby-egress", policy.message());
      var mints = tenant.installation().records().stats().mints();
      var looks = refusals();
      tenant.eventually(() -> assertThat(refusals()).isGreaterThan(looks + 1));
      assertThat(tenant.installation().records().stats().mints()).isEqualTo(mints);
    }

    // then
    tenant.await("lobby", "Ready");
  }

  private long refusals() {
    return tenant.installation().kube().audit().requestsBy(Installation.OPERATOR_USER).stream()
        .filter(request -> request.namespace().equals(tenant.namespace()))
        .filter(request -> request.resource().equals("secrets"))
        .filter(request -> request.verb().equals("create") && request.status() >= 400)
        .count();
  }

  /** How often the operator tried to write or read a single Secret here. */
  private long looks() {
    return tenant.installation().kube().audit().requestsBy(Installation.OPERATOR_USER).stream()
        .filter(request -> request.namespace().equals(tenant.namespace()))
        .filter(request -> request.resource().equals("secrets"))
        .filter(request -> request.verb().equals("get") || request.status() == 409)
        .count();
  }

  /** Its key was tried out: what is minted from now on is for sessions. */
  private void awaitAccount() {
    tenant.eventually(
        () ->
            assertThat(tenant.handle(AvatarService.class, "simulator").get().getStatus())
                .isNotNull());
  }

  private void startSession() {
    tenant.apply(session());
    tenant.await("lobby", "Ready");
  }

  private String session() {
    return Samples.ingestOnLiveKit("lobby", tenant.room("lobby"))
        + "  clients: [{name: kiosk, role: Person, livekit: {identity: kiosk-1}}]\n";
  }

  private void overwrite(String secret, String key) {
    tenant
        .handle(Secret.class, secret)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE), "{\"stringData\":{\"" + key + "\":\"edited\"}}");
  }

  private void assertSpeechWorks() {
    try (var pipeline = IngestClient.of(tenant, "lobby")) {
      pipeline.await("ready", null);
      pipeline.speak("hello", AudioFiles.samples(AudioFiles.WELCOME));
      pipeline.await("finished", "hello");
    }
    assertThat(tenant.installation().records().inRoom(tenant.room("lobby"))).hasSize(1);
    assertThat(tenant.session("lobby")).hasState("Ready");
  }
}

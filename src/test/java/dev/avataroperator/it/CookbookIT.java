package dev.avataroperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.testing.Accounts;
import dev.avataroperator.testing.Applied;
import dev.avataroperator.testing.CookbookSample;
import dev.avataroperator.testing.SessionAssert;
import dev.avataroperator.testing.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The samples do what they say, and applying a second time changes nothing. */
class CookbookIT {
  private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");

  @RegisterExtension final Tenant tenant = new Tenant();

  @ParameterizedTest
  @MethodSource("samples")
  void becomesWhatItsCommentSays(CookbookSample sample) {
    // given
    var guests = tenant.installation().kube().newNamespace("guests");
    var adapted = sample.on(tenant.installation(), tenant.namespace(), guests);
    var applied =
        new Applied(
            tenant.installation().kube(),
            adapted.hasNamespaces() ? null : tenant.namespace(),
            adapted.text());
    if (adapted.hasNamespaces()) {
      giveWorkers(guests);
    } else {
      tenant.apply(
          Accounts.service("simulator", tenant.installation())
              .replace("metadata: {name: simulator}", "metadata: {name: spatialreal}"));
    }

    // when
    applied.apply();

    // then
    var where = adapted.hasNamespaces() ? guests : tenant.namespace();
    tenant.eventually(
        () -> SessionAssert.assertThat(session(where, adapted)).hasState(adapted.state()));
    assertThatASecondApplyChangesNothing(applied);
    delete(where);
  }

  @Test
  void theReadmesResourcesStandAsTheyWereApplied() throws IOException {
    // given
    var kube = tenant.installation().kube();
    var snippets = YAML.matcher(Files.readString(Path.of("README.md"))).results();
    var applied =
        new Applied(
            kube,
            null,
            Stream.concat(
                    Stream.of(namespace("avatars")), snippets.map(snippet -> snippet.group(1)))
                .collect(Collectors.joining("---\n")));

    // when
    applied.apply();

    // then
    assertThatASecondApplyChangesNothing(applied);
    delete("avatars");
  }

  @Test
  void theDemosResourcesStandAsTheyWereApplied() {
    // given
    var kube = tenant.installation().kube();
    var applied = new Applied(kube, null, kube.kubectl("kustomize", "deploy/overlays/demo"));

    // when
    applied.apply();

    // then
    assertThatASecondApplyChangesNothing(applied);
    delete("avatar-demo");
  }

  private void assertThatASecondApplyChangesNothing(Applied applied) {
    var before = applied.traces();
    applied.apply();
    assertThat(applied.traces()).isEqualTo(before);
    tenant.eventually(
        () -> {
          var versions = applied.versions();
          applied.apply();
          assertThat(applied.versions()).isEqualTo(versions);
        });
  }

  private void giveWorkers(String namespace) {
    var token = Accounts.sourceSecret("workers", "token: " + tenant.value("workers", "token"));
    tenant.installation().kube().admin().resource(token).inNamespace(namespace).create();
  }

  private AvatarSession session(String namespace, CookbookSample sample) {
    var admin = tenant.installation().kube().admin();
    var sessions = admin.resources(AvatarSession.class).inNamespace(namespace);
    return sessions.withName(sample.session()).get();
  }

  private void delete(String namespace) {
    var kube = tenant.installation().kube();
    kube.kubectl("delete", "avs", "--all", "--namespace", namespace, "--timeout=60s");
  }

  private static String namespace(String name) {
    return "apiVersion: v1\nkind: Namespace\nmetadata: {name: " + name + "}\n";
  }

  private static Stream<CookbookSample> samples() {
    return CookbookSample.all().stream();
  }
}

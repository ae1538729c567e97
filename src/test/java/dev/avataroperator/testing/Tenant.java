package dev.avataroperator.testing;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A namespace with accounts, keys and a worker pool, for one test. It follows all that happens to
 * its sessions and Secrets; after the test it checks what must hold of every status that was
 * written and that no secret value got anywhere else, then deletes all.
 */
public final class Tenant implements BeforeEachCallback, AfterEachCallback {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Installation installation;
  private KubernetesClient admin;
  private String namespace;
  private Sightings sightings;

  @Override
  public void beforeEach(ExtensionContext context) {
    installation = Installation.running();
    admin = installation.kube().admin();
    var test = context.getRequiredTestClass().getSimpleName().toLowerCase(Locale.ROOT);
    namespace = installation.kube().newNamespace(test);
    sightings = new Sightings(admin, namespace);
    Accounts.of(installation).forEach(this::apply);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    try (var seen = sightings) {
      if (context.getExecutionException().isEmpty()) {
        seen.statuses().forEach(session -> SessionAssert.assertThat(session).isConsistent());
        new LeakCheck(installation, seen).check();
        assertNothingWasForbidden();
      }
    } finally {
      Installation.running();
      clear();
    }
  }

  public Installation installation() {
    return installation;
  }

  public String namespace() {
    return namespace;
  }

  /** A room or channel name that no other test uses. */
  public String room(String name) {
    return namespace + "-" + name;
  }

  /** Creates what the YAML says in this namespace. */
  public void apply(String yaml) {
    admin.resource(yaml).inNamespace(namespace).create();
  }

  public <T extends HasMetadata> T create(T resource) {
    return admin.resource(resource).inNamespace(namespace).create();
  }

  /** The handle of a session, to edit or delete it. */
  public Resource<AvatarSession> handle(String name) {
    return admin.resources(AvatarSession.class).inNamespace(namespace).withName(name);
  }

  /** Changes a session as {@code kubectl patch --type merge} does. */
  public void patch(String name, String mergePatch) {
    handle(name).patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch);
  }

  /** Changes the status behind the operator's back. */
  public void patchStatus(String name, String mergePatch) {
    installation
        .kube()
        .kubectl(
            "patch",
            "avs",
            name,
            "--namespace",
            namespace,
            "--subresource=status",
            "--type=merge",
            "--patch=" + mergePatch);
  }

  public AvatarSession session(String name) {
    return handle(name).get();
  }

  public List<AvatarSession> sessions() {
    return all(AvatarSession.class);
  }

  /** The handle of a resource of any kind, to edit or delete it. */
  public <T extends HasMetadata> Resource<T> handle(Class<T> kind, String name) {
    return admin.resources(kind).inNamespace(namespace).withName(name);
  }

  public <T extends HasMetadata> List<T> all(Class<T> kind) {
    return admin.resources(kind).inNamespace(namespace).list().getItems();
  }

  public Secret secret(String name) {
    return handle(Secret.class, name).get();
  }

  /** A value of a Secret, decoded. */
  public String value(String secret, String key) {
    return new String(Base64.getDecoder().decode(secret(secret).getData().get(key)));
  }

  /** The Events about a session. */
  public List<Event> events(String session) {
    return admin.events().v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> event.getRegarding().getName().equals(session))
        .toList();
  }

  /** Waits until the assertions hold, for a minute at most. */
  public void eventually(ThrowingRunnable assertions) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .untilAsserted(assertions);
  }

  /** Waits until the session is in the given state. */
  public AvatarSession await(String name, String state) {
    eventually(() -> SessionAssert.assertThat(session(name)).hasState(state));
    return session(name);
  }

  /** Deletes the keys, the accounts and the pool. */
  public void deleteAccounts() {
    Accounts.KINDS.forEach(kind -> admin.resources(kind).inNamespace(namespace).delete());
    admin.secrets().inNamespace(namespace).withLabel("avatar-operator.dev/source").delete();
  }

  /** Each version of a session so far whose status was written, for messages. */
  public List<String> statuses(String session) {
    return sightings.statuses().stream()
        .filter(seen -> seen.getMetadata().getName().equals(session))
        .map(
            seen ->
                seen.getMetadata().getResourceVersion()
                    + ": "
                    + Serialization.asJson(seen.getStatus()))
        .toList();
  }

  /** How many secret values stood in this namespace so far. */
  public int secretValues() {
    return sightings.secretValues().size();
  }

  private void assertNothingWasForbidden() {
    var requests = installation.kube().audit().requestsBy(Installation.OPERATOR_USER);
    Assertions.assertThat(requests)
        .as("requests for which the shipped RBAC doesn't suffice")
        .filteredOn(request -> request.status() == 403)
        .isEmpty();
  }

  private void clear() {
    sessions().forEach(session -> admin.resource(session).delete());
    eventually(() -> Assertions.assertThat(sessions()).isEmpty());
    deleteAccounts();
    admin.secrets().inNamespace(namespace).delete();
  }
}

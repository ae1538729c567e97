package dev.avataroperator.operator.session.credential;

import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.SecretData;
import dev.avataroperator.operator.session.source.SessionSources;
import dev.avataroperator.operator.session.turn.Turn;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Secrets of sessions: read from the cache, written only when they differ, never touched when
 * they belong to somebody else.
 */
public final class OwnSecrets {
  /** Bad request, forbidden, too large, invalid. */
  private static final Set<Integer> REFUSALS = Set.of(400, 403, 413, 422);

  private final KubernetesClient client;
  private final SessionSources sources;
  private final Map<String, String> blocked = new ConcurrentHashMap<>();

  public OwnSecrets(KubernetesClient client, SessionSources sources) {
    this.client = client;
    this.sources = sources;
  }

  public Optional<Secret> find(Turn turn, String name) {
    return sources
        .ownSecrets()
        .get(new ResourceID(name, turn.namespace()))
        .filter(secret -> isOwned(secret, turn.uid()));
  }

  List<Secret> all(Turn turn) {
    return sources.ownSecrets().getSecondaryResources(turn.session()).stream()
        .filter(secret -> isOwned(secret, turn.uid()))
        .toList();
  }

  static String annotation(Secret secret, String name) {
    var annotations = secret.getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(name);
  }

  /** Makes the Secret be as drafted; true if it had to be written. */
  boolean write(Turn turn, SecretDraft draft) throws UnwritableSecretException {
    var wanted = build(turn, draft);
    var present = find(turn, draft.name());
    if (present.isPresent() && covers(present.get(), wanted)) {
      return false;
    }
    try {
      if (present.isEmpty()) {
        create(turn, wanted);
      } else {
        update(wanted, present.get());
      }
      return true;
    } catch (KubernetesClientException e) {
      throw refusal(turn, draft.name(), e);
    }
  }

  /** Notes something on a Secret that stands there; a null value takes the note away. */
  public void annotate(Turn turn, String name, String key, String value) {
    var present = find(turn, name);
    if (present.isEmpty() || Objects.equals(annotation(present.get(), key), value)) {
      return;
    }
    var annotated = new SecretBuilder(present.get()).editMetadata();
    var noted =
        value == null
            ? annotated.removeFromAnnotations(key)
            : annotated.addToAnnotations(key, value);
    replace(present.get(), noted.endMetadata().build());
  }

  /** Takes all data away, and one note; what else is noted on it stays. */
  public void empty(Turn turn, String name, String key) {
    find(turn, name)
        .ifPresent(
            present ->
                replace(
                    present,
                    new SecretBuilder(present)
                        .editMetadata()
                        .removeFromAnnotations(key)
                        .endMetadata()
                        .withData(Map.of())
                        .build()));
  }

  /** Before anything is minted anew: what was in the way of the Secret is gone. */
  void requireFree(Turn turn, String name) throws UnwritableSecretException {
    if (!name.equals(blocked.get(turn.uid()))) {
      return;
    }
    var present = client.secrets().inNamespace(turn.namespace()).withName(name).get();
    if (present != null && !isOwned(present, turn.uid())) {
      throw UnwritableSecretException.taken(name);
    }
    tryOut(turn, name, present);
    blocked.remove(turn.uid());
  }

  /** Nothing is minted for a Secret that would be refused again. */
  private void tryOut(Turn turn, String name, Secret present) throws UnwritableSecretException {
    try {
      if (present == null) {
        client.resource(build(turn, SecretDraft.empty(name))).dryRun().create();
      } else {
        client.resource(present).dryRun().update();
      }
    } catch (KubernetesClientException e) {
      throw refusal(turn, name, e);
    }
  }

  /** Refusals are told; what may pass by itself (a conflict, an outage) is tried again as ever. */
  private UnwritableSecretException refusal(Turn turn, String name, KubernetesClientException e) {
    if (!REFUSALS.contains(e.getCode())) {
      throw e;
    }
    blocked.put(turn.uid(), name);
    var status = e.getStatus();
    return UnwritableSecretException.refused(
        name, status == null ? e.getMessage() : status.getMessage());
  }

  /**
   * None but its own: one whose owner reference somebody took away is theirs.
   *
   * @param kept the names of those that stay
   */
  public void deleteAll(Turn turn, Set<String> kept) {
    all(turn).stream()
        .filter(secret -> !kept.contains(secret.getMetadata().getName()))
        .forEach(this::delete);
    blocked.remove(turn.uid());
  }

  void delete(Secret secret) {
    client
        .secrets()
        .inNamespace(secret.getMetadata().getNamespace())
        .withName(secret.getMetadata().getName())
        .delete();
  }

  private void create(Turn turn, Secret wanted) throws UnwritableSecretException {
    var id = new ResourceID(wanted.getMetadata().getName(), turn.namespace());
    try {
      var created = client.resource(wanted).create();
      sources.ownSecrets().handleRecentResourceCreate(id, created);
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      var present = client.resource(wanted).get();
      if (present == null || !isOwned(present, turn.uid())) {
        blocked.put(turn.uid(), id.getName());
        throw UnwritableSecretException.taken(id.getName());
      }
      update(wanted, present);
    }
  }

  private void update(Secret wanted, Secret present) {
    var outdated = SecretTemplateKeys.outdated(present, wanted);
    var merged =
        new SecretBuilder(present)
            .editMetadata()
            .removeFromLabels(outdated.labels())
            .removeFromAnnotations(outdated.annotations())
            .addToLabels(wanted.getMetadata().getLabels())
            .addToAnnotations(wanted.getMetadata().getAnnotations())
            .endMetadata()
            .withData(wanted.getData())
            .withStringData(null)
            .build();
    replace(present, merged);
  }

  private void replace(Secret present, Secret wanted) {
    var updated = client.resource(wanted).update();
    sources
        .ownSecrets()
        .handleRecentResourceUpdate(ResourceID.fromResource(updated), updated, present);
  }

  private static boolean covers(Secret present, Secret wanted) {
    var labels = present.getMetadata().getLabels();
    var annotations = present.getMetadata().getAnnotations();
    return wanted.getData().equals(present.getData())
        && SecretTemplateKeys.outdated(present, wanted).isEmpty()
        && labels != null
        && labels.entrySet().containsAll(wanted.getMetadata().getLabels().entrySet())
        && annotations != null
        && annotations.entrySet().containsAll(wanted.getMetadata().getAnnotations().entrySet());
  }

  private static boolean isOwned(Secret secret, String uid) {
    return secret.getMetadata().getOwnerReferences().stream()
        .anyMatch(
            owner -> Boolean.TRUE.equals(owner.getController()) && uid.equals(owner.getUid()));
  }

  private static Secret build(Turn turn, SecretDraft draft) {
    var template = Optional.ofNullable(turn.session().getSpec().secretTemplate());
    var labels = new TreeMap<>(template.map(t -> t.labels()).orElse(Map.of()));
    labels.put("app.kubernetes.io/name", Names.OPERATOR);
    labels.put("app.kubernetes.io/component", draft.component());
    labels.put(Names.MANAGED_BY, Names.OPERATOR);
    labels.put(Names.SESSION_UID, turn.uid());
    var annotations = new TreeMap<>(template.map(t -> t.annotations()).orElse(Map.of()));
    annotations.putAll(draft.annotations());
    SecretTemplateKeys.of(template).ifPresent(keys -> annotations.put(Names.TEMPLATE_KEYS, keys));
    annotations.put(Names.SESSION_NAME, turn.name());
    return new SecretBuilder()
        .withNewMetadata()
        .withName(draft.name())
        .withNamespace(turn.namespace())
        .withLabels(labels)
        .withAnnotations(annotations)
        .withOwnerReferences(
            new OwnerReferenceBuilder()
                .withApiVersion(turn.session().getApiVersion())
                .withKind(turn.session().getKind())
                .withName(turn.name())
                .withUid(turn.uid())
                .withController(true)
                .build())
        .endMetadata()
        .withType("Opaque")
        .withData(SecretData.encode(draft.data()))
        .build();
  }
}

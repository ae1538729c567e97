package dev.avataroperator.operator.session.source;

import dev.avataroperator.api.v1alpha1.AudioSource.ConfigMapKeyRef;
import dev.avataroperator.api.v1alpha1.AudioSource.Item;
import dev.avataroperator.api.v1alpha1.AudioSource.Playlist;
import dev.avataroperator.api.v1alpha1.AvatarServiceSpec;
import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.AvatarWorkerPoolSpec;
import dev.avataroperator.api.v1alpha1.ObjectRef;
import dev.avataroperator.api.v1alpha1.RtcProviderSpec;
import dev.avataroperator.operator.session.turn.EffectiveSession;
import dev.avataroperator.rtc.RtcVendor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What refers to what, as keys of indexes. */
public final class References {
  private References() {}

  static String key(HasMetadata resource) {
    var meta = resource.getMetadata();
    return key(HasMetadata.getKind(resource.getClass()), meta.getNamespace(), meta.getName());
  }

  static String key(String kind, String namespace, String name) {
    return kind + "/" + namespace + "/" + name;
  }

  /** Where a reference of the session points to. */
  public static String namespace(AvatarSession session, ObjectRef ref) {
    return ref.namespace() == null ? session.getMetadata().getNamespace() : ref.namespace();
  }

  private static String key(String kind, AvatarSession session, ObjectRef ref) {
    return key(kind, namespace(session, ref), ref.name());
  }

  /** Whether it uses what stands in another namespace. */
  static boolean borrows(AvatarSession session) {
    var spec = session.getSpec();
    return Stream.of(spec.avatar().serviceRef(), spec.rtc().providerRef())
        .anyMatch(ref -> !namespace(session, ref).equals(session.getMetadata().getNamespace()));
  }

  /** The resources that a session refers to. */
  static List<String> of(AvatarSession session) {
    var namespace = session.getMetadata().getNamespace();
    var spec = session.getSpec();
    return List.of(
        key("AvatarService", session, spec.avatar().serviceRef()),
        key("RtcProvider", session, spec.rtc().providerRef()),
        key("AvatarWorkerPool", namespace, EffectiveSession.of(session).poolName()));
  }

  /** The room and identity that a session asks for, without the provider; one or none. */
  public static List<String> seatOf(AvatarSession session) {
    var identity = defaultIdentity(session.getMetadata().getUid());
    return RtcVendor.all().stream()
        .flatMap(vendor -> vendor.seat(session.getSpec().rtc(), identity).stream())
        .toList();
  }

  /** Who the avatar is in a room when the session doesn't say. */
  public static String defaultIdentity(String uid) {
    return "avatar-" + uid;
  }

  static List<String> secretsOf(AvatarServiceSpec service) {
    var names = new ArrayList<String>();
    names.add(service.apiKeySecretRef().name());
    if (service.caBundleSecretRef() != null) {
      names.add(service.caBundleSecretRef().name());
    }
    return names;
  }

  public static List<String> secretsOf(RtcProviderSpec provider) {
    var keys =
        RtcVendor.all().stream()
            .filter(vendor -> vendor.serves(provider))
            .map(vendor -> vendor.secretName(provider));
    var bundle = Stream.ofNullable(provider.caBundleSecretRef()).map(ref -> ref.name());
    return Stream.concat(keys, bundle).toList();
  }

  static List<String> secretsOf(AvatarWorkerPoolSpec pool) {
    return pool.caSecretRef() == null ? List.of() : List.of(pool.caSecretRef().name());
  }

  /** Status writes of a referenced resource don't matter to its users. */
  static boolean specChanged(HasMetadata fresh, HasMetadata old) {
    return !Objects.equals(fresh.getMetadata().getGeneration(), old.getMetadata().getGeneration())
        || fresh.getMetadata().getDeletionTimestamp() != null;
  }

  /** Names of the ConfigMaps that the session's playlist reads. */
  static Set<String> configMapsOf(AvatarSession session) {
    return EffectiveSession.of(session).playlist().map(Playlist::items).orElse(List.of()).stream()
        .map(Item::configMapKeyRef)
        .filter(Objects::nonNull)
        .map(ConfigMapKeyRef::name)
        .collect(Collectors.toSet());
  }
}

package dev.avataroperator.testing;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;

/** Sessions as the API server would give them, for tests without one. */
public final class SessionsInMemory {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private SessionsInMemory() {}

  /** In a LiveKit room, speaking what is pushed; {@code spec} is added to it. */
  public static AvatarSession session(String spec) {
    var session =
        YAML.unmarshal(
            Samples.ingestOnLiveKit("lobby", "lobby") + spec.indent(2), AvatarSession.class);
    return arrived(session);
  }

  /** As written, with what the API server adds. */
  public static AvatarSession of(String yaml) {
    return arrived(YAML.unmarshal(yaml, AvatarSession.class));
  }

  /** The same with a status as it is stored. */
  public static AvatarSession withStatus(AvatarSession session, String status) {
    var copy = YAML.clone(session);
    copy.setStatus(YAML.unmarshal("status: " + status, AvatarSession.class).getStatus());
    return copy;
  }

  /** The same with annotations. */
  public static AvatarSession annotated(AvatarSession session, Map<String, String> annotations) {
    var copy = YAML.clone(session);
    copy.getMetadata().setAnnotations(annotations);
    return copy;
  }

  private static AvatarSession arrived(AvatarSession session) {
    ObjectMeta meta = session.getMetadata();
    meta.setNamespace("tests");
    meta.setUid("0b7e5a51-3a3e-4b43-9d0c-6a5e3c6c6a01");
    meta.setGeneration(1L);
    meta.setCreationTimestamp("2026-01-01T00:00:00Z");
    return session;
  }
}

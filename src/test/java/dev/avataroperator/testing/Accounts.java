package dev.avataroperator.testing;

import dev.avataroperator.api.v1alpha1.AvatarService;
import dev.avataroperator.api.v1alpha1.AvatarWorkerPool;
import dev.avataroperator.api.v1alpha1.RtcProvider;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** What a namespace needs before its first session, as YAML. */
public final class Accounts {
  /** The LiveKit API secret of every tenant. */
  public static final String LIVEKIT_SECRET = Installation.newKey() + Installation.newKey();

  /** The Agora app of every tenant. */
  public static final String AGORA_APP = Installation.newKey();

  static final List<Class<? extends HasMetadata>> KINDS =
      List.of(AvatarWorkerPool.class, RtcProvider.class, AvatarService.class);

  private Accounts() {}

  static List<String> of(Installation installation) {
    return List.of(
        sourceSecret("simulator", "api-key: " + installation.serviceKey()),
        sourceSecret("livekit", "api-key: devkey, api-secret: " + LIVEKIT_SECRET),
        sourceSecret("agora", "certificate: " + Installation.newKey()),
        sourceSecret("workers", "token: " + installation.workerToken()),
        service("simulator", installation),
        liveKit("livekit", "ws://127.0.0.1:7880"),
        provider(
            "agora",
            "{agora: {appId: %s, certificateSecretRef: {name: agora, key: certificate}}}"
                .formatted(AGORA_APP)),
        pool("default", installation.workerUrl()));
  }

  /** A Secret that resources may name as a source. */
  public static String sourceSecret(String name, String data) {
    return """
        apiVersion: v1
        kind: Secret
        metadata: {name: %s, labels: {avatar-operator.dev/source: "true"}}
        stringData: {%s}
        """
        .formatted(name, data);
  }

  /** An AvatarService at the simulator; its key stands in the Secret of the same name. */
  public static String service(String name, Installation installation) {
    return service(name, "SpatialReal", installation.consoleUrl(), installation);
  }

  /** The same account in the other dialect. */
  public static String spatius(String name, Installation installation) {
    return service(name, "Spatius", installation.consoleUrl() + "/v1/console", installation);
  }

  private static String service(
      String name, String dialect, String consoleUrl, Installation installation) {
    return """
        apiVersion: avatar-operator.dev/v1alpha1
        kind: AvatarService
        metadata: {name: %1$s}
        spec:
          dialect: %5$s
          appId: %2$s
          apiKeySecretRef: {name: %1$s, key: api-key}
          regions: [{name: local, consoleUrl: '%3$s', ingressUrl: '%4$s'}]
        """
        .formatted(name, Installation.APP_ID, consoleUrl, installation.ingressUrl(), dialect);
  }

  /** An RtcProvider of a real server, with the keys of every tenant. */
  public static String liveKit(String name, LiveKitServer server) {
    return liveKit(name, server.url().toString());
  }

  /** An RtcProvider at another server, with the keys that every tenant has. */
  public static String liveKit(String name, String url) {
    return provider(name, "{livekit: {url: '" + url + "', keySecretRef: {name: livekit}}}");
  }

  private static String provider(String name, String spec) {
    return """
        apiVersion: avatar-operator.dev/v1alpha1
        kind: RtcProvider
        metadata: {name: %s}
        spec: %s
        """
        .formatted(name, spec);
  }

  /** A pool of one worker, with the token that every worker of the installation has. */
  public static String pool(String name, String workerUrl) {
    return """
        apiVersion: avatar-operator.dev/v1alpha1
        kind: AvatarWorkerPool
        metadata: {name: %s}
        spec:
          endpoints: [{url: '%s'}]
          tokenSecretRef: {name: workers, key: token}
        """
        .formatted(name, workerUrl);
  }
}

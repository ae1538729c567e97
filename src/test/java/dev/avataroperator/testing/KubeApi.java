package dev.avataroperator.testing;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfig;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A real kube-apiserver with etcd and our CRDs, started once for all integration tests of a JVM.
 * There is no controller manager: nothing is garbage-collected, and namespaces don't terminate.
 */
public final class KubeApi {
  private static final String OPERATOR_NAMESPACE = "avatar-operator-system";
  private static final String OPERATOR = "avatar-operator";

  private final KubeTools tools;
  private final KubeAPIServer server;
  private final Path directory;
  private final KubernetesClient admin;
  private final AuditLog audit;

  private KubeApi() throws IOException {
    tools = KubeTools.find();
    directory = Files.createTempDirectory("kube-api");
    audit = new AuditLog(directory);
    server = new KubeAPIServer(configuration());
    server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    Files.writeString(adminKubeconfig(), server.getKubeConfigYaml());
    admin = client(adminKubeconfig());
    applyCrds();
  }

  /** The one of this JVM; the first call takes some seconds. */
  public static KubeApi shared() {
    return Holder.INSTANCE;
  }

  /** A client that may do everything. */
  public KubernetesClient admin() {
    return admin;
  }

  /** The file for kubectl and clients that may do everything. */
  public Path adminKubeconfig() {
    return directory.resolve("admin.kubeconfig");
  }

  /** What was asked of the API server, by user. */
  public AuditLog audit() {
    return audit;
  }

  /** The uid of namespace kube-system, by which installations mark what is theirs. */
  public String install() {
    return admin.namespaces().withName("kube-system").require().getMetadata().getUid();
  }

  /** Makes a namespace for one test. */
  public String newNamespace(String prefix) {
    var name = prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    admin
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    return name;
  }

  /** Runs kubectl as admin in the project's directory and returns what it prints. */
  public String kubectl(String... arguments) {
    return Shell.output(
        Map.of("KUBECONFIG", adminKubeconfig().toString()),
        Stream.concat(Stream.of(tools.kubectl().toString()), Stream.of(arguments)).toList());
  }

  /** Installs the shipped RBAC and writes a kubeconfig with a token of the operator's account. */
  public Path operatorKubeconfig() {
    kubectl("apply", "--server-side", "-k", "deploy/rbac");
    var account = admin.serviceAccounts().inNamespace(OPERATOR_NAMESPACE).withName(OPERATOR);
    var token = account.tokenRequest().getStatus().getToken();
    return write(directory.resolve("operator.kubeconfig"), withToken(OPERATOR, token));
  }

  /** The name of a ServiceAccount's user in {@link #audit()}. */
  public static String user(String namespace, String serviceAccount) {
    return "system:serviceaccount:" + namespace + ":" + serviceAccount;
  }

  private String withToken(String user, String token) {
    var cluster = admin.getConfiguration();
    return """
        apiVersion: v1
        kind: Config
        clusters:
        - {name: test, cluster: {server: "%s", certificate-authority: "%s"}}
        users:
        - {name: %s, user: {token: %s}}
        contexts:
        - {name: test, context: {cluster: test, user: %s}}
        current-context: test
        """
        .formatted(cluster.getMasterUrl(), cluster.getCaCertFile(), user, token, user);
  }

  private KubeAPIServerConfig configuration() {
    return new KubeAPIServerConfigBuilder()
        .withTestDir(tools.testDirectory().toString())
        .withOfflineMode(true)
        .withUpdateKubeConfig(false)
        .withStartupTimeout(120_000)
        .withApiServerFlags(audit.apiServerFlags())
        .build();
  }

  private void applyCrds() {
    kubectl("apply", "--server-side", "-k", "crds");
    kubectl("wait", "crd", "--all", "--for=condition=Established", "--timeout=60s");
  }

  private static KubernetesClient client(Path kubeconfig) throws IOException {
    var config = Config.fromKubeconfig(Files.readString(kubeconfig));
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stop() {
    admin.close();
    server.stop();
    try (var files = Files.list(directory)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Holder {
    private static final KubeApi INSTANCE = start();

    private static KubeApi start() {
      try {
        return new KubeApi();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

package dev.avataroperator.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The product as users run it: simulator, worker and operator as processes of the packaged jar, the
 * operator under the ServiceAccount and the RBAC that are shipped. All integration tests share one;
 * what a test has killed is started again before the next.
 */
public final class Installation {
  /** The account that the operator has at the API server. */
  public static final String OPERATOR_USER =
      KubeApi.user("avatar-operator-system", "avatar-operator");

  public static final String APP_ID = "app-it";

  private static final String LOOPBACK = "127.0.0.1";

  private final KubeApi kube = KubeApi.shared();
  private final Path directory;
  private final String apiKey = newKey();
  private final String workerToken = newKey();
  private final int simulatorPort = RoleProcess.freePort();
  private final int workerPort = RoleProcess.freePort();
  private final int tokenPort = RoleProcess.freePort();
  private final int consolePort = RoleProcess.freePort();
  private final int brokerPort = RoleProcess.freePort();
  private final int webhookPort = RoleProcess.freePort();
  private final AudioFiles audio = new AudioFiles();
  private final RoleProcess simulator;
  private final RoleProcess worker;
  private final RoleProcess operator;
  private final RoleProcess console;
  private final RoleProcess allInOne;

  private Installation() throws IOException {
    directory = Files.createDirectories(Path.of("target/it-logs"));
    simulator = role("256m", Map.of(), simulatorArguments());
    worker = role("512m", Map.of(), workerArguments());
    operator =
        role(
            "512m",
            Map.of("KUBECONFIG", kube.operatorKubeconfig().toString()),
            List.of(
                "operator",
                "--token-listen",
                LOOPBACK + ":" + tokenPort,
                "--broker-listen",
                brokerAddress(),
                "--broker-url",
                brokerUrl(),
                "--webhook-listen",
                LOOPBACK + ":" + webhookPort));
    console =
        role("256m", Map.of("KUBECONFIG", kube.adminKubeconfig().toString()), consoleArguments());
    allInOne =
        role(
            "512m",
            Map.of("KUBECONFIG", kube.operatorKubeconfig().toString()),
            allInOneArguments());
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
  }

  /** The one of this JVM, with all its roles ready. */
  public static Installation running() {
    return Holder.INSTANCE.ready();
  }

  public KubeApi kube() {
    return kube;
  }

  public RoleProcess simulator() {
    return simulator;
  }

  public RoleProcess worker() {
    return worker;
  }

  public RoleProcess operator() {
    return operator;
  }

  public List<RoleProcess> roles() {
    return List.of(simulator, worker, operator);
  }

  /**
   * The console, which only some tests need. Its kubeconfig has an administrator's credentials, so
   * that whoever sees something by them is found out.
   */
  public String consolePage() {
    console.start().awaitReady();
    return "http://" + LOOPBACK + ":" + consolePort;
  }

  public RoleProcess console() {
    return console;
  }

  /**
   * Operator, worker and console in one process, on ports that its log tells. It may run only while
   * {@link #operator()} doesn't.
   */
  public RoleProcess allInOne() {
    return allInOne;
  }

  /** What the simulated avatar service saw. */
  public SimulatorRecords records() {
    return new SimulatorRecords(consoleUrl(), apiKey);
  }

  /** The URL of a speech sample, on loopback. */
  public String audioUrl(String file) {
    return audio.url(file);
  }

  /** Where the operator takes the webhooks of an RtcProvider's server. */
  public URI webhookUrl(String namespace, String provider) {
    return URI.create(
        "http://"
            + LOOPBACK
            + ":"
            + webhookPort
            + "/webhooks/livekit/"
            + namespace
            + "/"
            + provider);
  }

  /** The API key that the simulated avatar service accepts. */
  public String serviceKey() {
    return apiKey;
  }

  /** The operator's token endpoint. */
  public String tokenUrl() {
    return "http://" + LOOPBACK + ":" + tokenPort;
  }

  /** Where drivers get session tokens. */
  public String brokerUrl() {
    return "http://" + brokerAddress();
  }

  private String brokerAddress() {
    return LOOPBACK + ":" + brokerPort;
  }

  String workerToken() {
    return workerToken;
  }

  String consoleUrl() {
    return "http://" + LOOPBACK + ":" + simulatorPort;
  }

  String ingressUrl() {
    return "ws://" + LOOPBACK + ":" + simulatorPort + "/v2/driveningress";
  }

  String workerUrl() {
    return "http://" + LOOPBACK + ":" + workerPort;
  }

  static String newKey() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private Installation ready() {
    roles().forEach(RoleProcess::start);
    roles().forEach(RoleProcess::awaitReady);
    return this;
  }

  private void stop() {
    audio.close();
    Stream.concat(roles().stream(), Stream.of(console, allInOne))
        .filter(RoleProcess::isRunning)
        .forEach(RoleProcess::kill);
  }

  private RoleProcess role(String heap, Map<String, String> environment, List<String> arguments) {
    return new RoleProcess(directory.toAbsolutePath(), heap, environment, arguments);
  }

  private List<String> simulatorArguments() throws IOException {
    var listen = LOOPBACK + ":" + simulatorPort;
    var key = keyFile("simulator-key", apiKey);
    return List.of(
        "simulator", "--listen", listen, "--app-id", APP_ID, "--api-key-file", key.toString());
  }

  private List<String> workerArguments() throws IOException {
    return List.of(
        "worker",
        "--listen",
        LOOPBACK + ":" + workerPort,
        "--token-file",
        keyFile("worker-key", workerToken).toString(),
        "--playlist-hosts",
        LOOPBACK,
        "--sessions",
        "500");
  }

  private List<String> consoleArguments() {
    return List.of(
        "console", "--listen", LOOPBACK + ":" + consolePort, "--token-endpoint", tokenUrl());
  }

  private List<String> allInOneArguments() throws IOException {
    return List.of(
        "all-in-one",
        "--worker-listen",
        LOOPBACK + ":0",
        "--console-listen",
        LOOPBACK + ":0",
        "--token-listen",
        LOOPBACK + ":0",
        "--token-file",
        keyFile("all-in-one-key", workerToken).toString());
  }

  private static Path keyFile(String name, String key) throws IOException {
    var file = Files.createTempFile(name, "");
    file.toFile().deleteOnExit();
    return Files.writeString(file, key);
  }

  private static final class Holder {
    private static final Installation INSTANCE = create();

    private static Installation create() {
      try {
        return new Installation();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

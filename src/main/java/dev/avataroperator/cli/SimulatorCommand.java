package dev.avataroperator.cli;

import dev.avataroperator.credential.SecretText;
import dev.avataroperator.simulator.SimulatedService;
import dev.avataroperator.simulator.SimulatorSettings;
import dev.avataroperator.simulator.SimulatorSettings.Quota;
import dev.avataroperator.simulator.SimulatorSettings.Timing;
import dev.avataroperator.simulator.Sources;
import io.quarkus.runtime.Quarkus;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The role {@code simulator}: a stand-in for the avatar service. */
@Command(
    name = "simulator",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "A stand-in for the avatar service, for demos and tests.")
public class SimulatorCommand implements Runnable {
  @Spec CommandSpec spec;
  @Inject Vertx vertx;
  @Inject Probes probes;

  @Option(names = "--listen", required = true, paramLabel = "HOST:PORT", description = "0: any.")
  String listen;

  @Option(names = "--app-id", required = true)
  String appId;

  @Option(names = "--api-key-file", required = true, description = "Holds the API key.")
  Path apiKeyFile;

  @Option(names = "--avatar-ids", split = ",", description = "Known avatars; absent: every one.")
  Set<String> avatarIds = Set.of();

  @Option(names = "--animation-delay", defaultValue = "120ms", converter = DurationOption.class)
  Duration animationDelay;

  @Option(names = "--configure-timeout", defaultValue = "30s", converter = DurationOption.class)
  Duration configureTimeout;

  @Option(
      names = "--max-session",
      defaultValue = "0s",
      converter = DurationOption.class,
      description = "Ends sessions with 4002; 0s: never.")
  Duration maxSession;

  @Option(names = "--concurrency", defaultValue = "0", description = "Most sessions; 0: no limit.")
  int concurrency;

  @Option(
      names = "--quota-at",
      defaultValue = "Mint",
      description = "Where the limit is enforced: ${COMPLETION-CANDIDATES}.")
  Quota.Point quotaAt;

  @Option(
      names = "--duplicate-close-code",
      defaultValue = "4409",
      description = "Closes the older of two sessions that publish as one participant.")
  int duplicateCloseCode;

  @Option(names = "--tls-certificate", description = "PEM; absent: plain http and ws.")
  Path tlsCertificate;

  @Option(names = "--tls-key", description = "PEM.")
  Path tlsKey;

  @Override
  public void run() {
    var address = HostAndPort.parse(listen, spec.commandLine());
    var port = listen(address);
    var scheme = tlsKey == null ? "http" : "https";
    var out = spec.commandLine().getOut();
    out.printf("simulator listening on %s://%s:%d%n", scheme, address.host(), port);
    out.flush();
    probes.ready();
    Quarkus.waitForExit();
  }

  private int listen(HostAndPort address) {
    try {
      return new SimulatedService(vertx, settings(), Sources.real())
          .listen(address.host(), address.port(), tls())
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    } catch (CompletionException e) {
      throw wrong("can't listen on " + listen + ": " + e.getCause().getMessage());
    }
  }

  private SimulatorSettings settings() {
    return new SimulatorSettings(
        appId,
        apiKey(),
        avatarIds,
        new Timing(animationDelay, configureTimeout, maxSession),
        new Quota(concurrency, quotaAt),
        duplicateCloseCode);
  }

  private SecretText apiKey() {
    try {
      var key = SecretText.of(Files.readString(apiKeyFile).strip());
      if (key.isBlank()) {
        throw wrong("--api-key-file " + apiKeyFile + " is empty");
      }
      return key;
    } catch (IOException e) {
      throw wrong("--api-key-file " + apiKeyFile + " can't be read");
    }
  }

  private PemKeyCertOptions tls() {
    if ((tlsCertificate == null) != (tlsKey == null)) {
      throw wrong("give both of --tls-certificate and --tls-key, or none");
    }
    return tlsKey == null
        ? null
        : new PemKeyCertOptions()
            .setCertPath(tlsCertificate.toString())
            .setKeyPath(tlsKey.toString());
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}

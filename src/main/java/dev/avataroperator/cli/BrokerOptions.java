package dev.avataroperator.cli;

import dev.avataroperator.gateway.BrokerServer;
import dev.avataroperator.gateway.BrokerSettings;
import dev.avataroperator.net.ListenAddress;
import dev.avataroperator.operator.BrokerAccess;
import dev.avataroperator.operator.Endpoints;
import dev.avataroperator.operator.OperatorContext;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where those who drive a session themselves get session tokens. */
class BrokerOptions {
  private static final int START_SECONDS = 10;

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--broker-listen",
      paramLabel = "HOST:PORT",
      converter = ListenOption.class,
      description =
          "Serve session tokens for the drivers external and agent here; without TLS on loopback"
              + " only.")
  ListenAddress listen;

  @Option(
      names = "--broker-url",
      paramLabel = "URL",
      description = "Where drivers reach --broker-listen; stands in their Secrets.")
  URI url;

  @Option(
      names = "--broker-tls-certificate",
      description = "PEM; absent: plain http, on loopback only.")
  Path certificate;

  @Option(names = "--broker-tls-key", description = "PEM.")
  Path key;

  @Option(
      names = "--broker-ca-file",
      paramLabel = "PEM",
      description = "What drivers are to trust there; absent: the public authorities.")
  Path caFile;

  @Option(
      names = "--broker-key-ttl",
      defaultValue = "24h",
      paramLabel = "DURATION",
      converter = TokenLifeOption.class,
      description = "Life of the keys that drivers show to the broker: 30s to 24h.")
  Duration keyTtl;

  /** Empty when there is to be none. */
  Optional<BrokerAccess> access(boolean allowInsecure) {
    if ((listen == null) != (url == null)) {
      throw wrong("give both of --broker-listen and --broker-url, or none");
    }
    if (url == null) {
      return Optional.empty();
    }
    Endpoints.problem("--broker-url", url.toString(), allowInsecure)
        .ifPresent(
            problem -> {
              throw wrong(problem);
            });
    return Optional.of(new BrokerAccess(url, caBundle(), keyTtl));
  }

  /** Serves as it was asked for. */
  void start(Vertx vertx, OperatorContext context) {
    var wait = new Wait(spec, START_SECONDS);
    var port = wait.until(server(vertx, context).start(), "listen on " + listen);
    System.out.printf(
        "broker listening on %s://%s%n", key == null ? "http" : "https", listen.on(port));
  }

  private BrokerServer server(Vertx vertx, OperatorContext context) {
    var parts = context.parts();
    var life = parts.settings().sessionTokenLife();
    try {
      var files = new CertificateFiles(spec, "--broker-tls-", certificate, key);
      var settings = new BrokerSettings(listen, files.options(), life);
      return new BrokerServer(
          vertx,
          settings,
          parts.broker(),
          new BrokerServer.Parts(parts.minter(), parts.clock(), System::nanoTime));
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private String caBundle() {
    try {
      return caFile == null ? null : Files.readString(caFile);
    } catch (IOException e) {
      throw wrong("--broker-ca-file " + caFile + " can't be read");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}

package dev.avataroperator.cli;

import dev.avataroperator.console.AudioGuard;
import dev.avataroperator.console.ConsoleServer;
import dev.avataroperator.console.ConsoleSettings;
import dev.avataroperator.console.Upstream;
import dev.avataroperator.net.ListenAddress;
import io.fabric8.kubernetes.client.Config;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whom the console calls; where it listens is its role's matter. */
class ConsoleOptions {
  private static final int START_SECONDS = 10;

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--kubernetes-url",
      description =
          "The API server; absent: that of the kubeconfig, whose credentials aren't used.")
  URI kubernetes;

  @Option(names = "--kubernetes-ca", description = "PEM; with --kubernetes-url.")
  Path kubernetesCa;

  @Option(
      names = "--token-endpoint",
      description = "The operator's --token-listen as a URL; absent: nobody can watch.")
  URI tokenEndpoint;

  @Option(names = "--token-endpoint-ca", description = "PEM certificates to trust there.")
  Path tokenEndpointCa;

  @Option(
      names = "--rtc-urls",
      split = ",",
      description = "The only LiveKit servers that the page may call; absent: any by TLS.")
  List<URI> rtcUrls = List.of();

  /** Where the page gets tokens from unless the command line names another. */
  void askForTokens(URI url) {
    tokenEndpoint = tokenEndpoint == null ? url : tokenEndpoint;
  }

  /** Serves there, and says so. */
  ConsoleServer start(Vertx vertx, ListenAddress listen, TlsOptions tls, AudioGuard audio) {
    var server = server(vertx, listen, tls, audio);
    var port = new Wait(spec, START_SECONDS).until(server.start(), "listen on " + listen);
    System.out.printf("console at %s://%s%n", tls.scheme(), listen.on(port));
    return server;
  }

  private ConsoleServer server(
      Vertx vertx, ListenAddress listen, TlsOptions tls, AudioGuard audio) {
    try {
      var tokens =
          tokenEndpoint == null
              ? null
              : Upstream.of("--token-endpoint", tokenEndpoint, pem(tokenEndpointCa));
      var settings =
          new ConsoleSettings(listen, tls.keyCertificate(), cluster(), tokens, rtcUrls, audio);
      return new ConsoleServer(vertx, settings, Clock.systemUTC());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  /** The kubeconfig's address and authority, and nothing else of it. */
  private Upstream cluster() {
    if (kubernetes != null) {
      return Upstream.of("--kubernetes-url", kubernetes, pem(kubernetesCa));
    }
    var config = Config.autoConfigure(null);
    var url = URI.create(config.getMasterUrl());
    var data = config.getCaCertData();
    return data == null
        ? Upstream.of("the kubeconfig's server", url, pem(path(config.getCaCertFile())))
        : Upstream.of("the kubeconfig's server", url, decode(data));
  }

  private static Path path(String file) {
    return file == null ? null : Path.of(file);
  }

  private static String decode(String data) {
    return data.startsWith("-----")
        ? data
        : new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
  }

  private String pem(Path file) {
    try {
      return file == null ? null : Files.readString(file);
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), file + " can't be read");
    }
  }
}

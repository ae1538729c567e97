package dev.avataroperator.cli;

import dev.avataroperator.console.AudioGuard;
import dev.avataroperator.net.ListenAddress;
import io.quarkus.runtime.Quarkus;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The role {@code console}: a page for people; it has no rights at the API server itself. */
@Command(
    name = "console",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Serves a page that shows sessions with the rights of whoever signs in.")
public class ConsoleCommand implements Runnable {
  private static final int STOP_SECONDS = 5;

  @Spec CommandSpec spec;
  @Inject Vertx vertx;
  @Inject Probes probes;

  @Option(
      names = "--listen",
      required = true,
      paramLabel = "HOST:PORT",
      converter = ListenOption.class,
      description = "Port 0: any; without TLS on loopback only.")
  ListenAddress listen;

  @Mixin TlsOptions tls;
  @Mixin ConsoleOptions options;

  @Option(
      names = "--allow-insecure-endpoints",
      description = "Dial workers by plain ws beyond loopback too. For development only.")
  boolean insecure;

  @Override
  public void run() {
    var audio = new AudioGuard(listen.isLoopback(), insecure);
    var server = options.start(vertx, listen, tls, audio);
    probes.ready();
    Quarkus.waitForExit();
    new Wait(spec, STOP_SECONDS).until(server.close(), "stop");
  }
}

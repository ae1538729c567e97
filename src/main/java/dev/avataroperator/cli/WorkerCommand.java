package dev.avataroperator.cli;

import dev.avataroperator.net.ListenAddress;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The role {@code worker}: streams audio to the avatar service; needs no Kubernetes. */
@Command(
    name = "worker",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Streams audio to the avatar service, driven by the operator.")
public class WorkerCommand implements Runnable {
  private static final int STOP_SECONDS = 5;

  @Spec CommandSpec spec;
  @Inject Vertx vertx;
  @Inject MeterRegistry metrics;
  @Inject Probes probes;

  @Option(
      names = "--listen",
      required = true,
      paramLabel = "HOST:PORT",
      converter = ListenOption.class,
      description = "Port 0: any; without TLS on loopback only.")
  ListenAddress listen;

  @Mixin WorkerOptions options;
  @Mixin TlsOptions tls;

  @Option(names = "--allow-insecure-endpoints", description = "Allow plain http and ws.")
  boolean insecure;

  @Override
  public void run() {
    var door = new WorkerOptions.Door(listen, tls, insecure);
    var server = options.start(vertx, metrics, door);
    probes.ready();
    Quarkus.waitForExit();
    new Wait(spec, STOP_SECONDS).until(server.close(), "stop");
  }
}

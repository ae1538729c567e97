package dev.avataroperator.cli;

import dev.avataroperator.egress.EgressSettings;
import dev.avataroperator.egress.WebSocketEgress;
import dev.avataroperator.net.ListenAddress;
import dev.avataroperator.worker.WorkerServer;
import dev.avataroperator.worker.WorkerSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The role {@code worker}: streams audio to the avatar service; needs no Kubernetes. */
@Command(
    name = "worker",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Streams audio to the avatar service, driven by the operator.")
public class WorkerCommand implements Runnable {
  private static final int START_SECONDS = 10;
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

  @Option(
      names = "--token-file",
      required = true,
      description = "Holds the pool's token; <name>-previous beside it is good too.")
  Path tokenFile;

  @Mixin TlsOptions tls;

  @Option(names = "--sessions", defaultValue = "200", description = "Most sessions at once.")
  int sessions;

  @Option(
      names = "--buffer-budget",
      defaultValue = "512Mi",
      converter = ByteSize.class,
      description = "Client audio that may wait, over all sessions.")
  long bufferBudget;

  @Option(
      names = "--playlist-hosts",
      split = ",",
      description = "Hosts or CIDRs that playlists may read although they aren't public https.")
  List<String> playlistHosts = List.of();

  @Option(names = "--allow-insecure-endpoints", description = "Allow plain http and ws.")
  boolean insecure;

  @Override
  public void run() {
    var egress = new WebSocketEgress(vertx, EgressSettings.defaults(), System::nanoTime);
    var server = server(egress);
    var port = new Wait(spec, START_SECONDS).until(server.start(), "listen on " + listen);
    System.out.printf("worker listening on %s://%s%n", tls.scheme(), listen.on(port));
    probes.ready();
    Quarkus.waitForExit();
    new Wait(spec, STOP_SECONDS).until(server.close(), "stop");
  }

  private WorkerServer server(WebSocketEgress egress) {
    var parts = new WorkerServer.Parts(egress, metrics, Clock.systemUTC(), System::nanoTime);
    try {
      return new WorkerServer(vertx, settings(), parts);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private WorkerSettings settings() {
    return new WorkerSettings(
        listen, tokenFile, tls.keyCertificate(), sessions, bufferBudget, playlistHosts, insecure);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}

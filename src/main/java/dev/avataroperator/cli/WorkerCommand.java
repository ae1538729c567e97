package dev.avataroperator.cli;

import dev.avataroperator.egress.EgressSettings;
import dev.avataroperator.egress.WebSocketEgress;
import dev.avataroperator.worker.ListenAddress;
import dev.avataroperator.worker.WorkerServer;
import dev.avataroperator.worker.WorkerSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
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

  @Option(names = "--listen", required = true, paramLabel = "HOST:PORT", description = "0: any.")
  String listen;

  @Option(
      names = "--token-file",
      required = true,
      description = "Holds the pool's token; <name>-previous beside it is good too.")
  Path tokenFile;

  @Option(names = "--tls-certificate", description = "PEM; absent: plain http, loopback only.")
  Path tlsCertificate;

  @Option(names = "--tls-key", description = "PEM.")
  Path tlsKey;

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
    var port = await(server.start(), START_SECONDS);
    System.out.printf(
        "worker listening on %s://%s%n",
        tlsKey == null ? "http" : "https",
        listen.substring(0, listen.lastIndexOf(':')) + ":" + port);
    probes.ready();
    Quarkus.waitForExit();
    await(server.close(), STOP_SECONDS);
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
    if ((tlsCertificate == null) != (tlsKey == null)) {
      throw wrong("give both of --tls-certificate and --tls-key, or none");
    }
    var address = HostAndPort.parse(listen, spec.commandLine());
    return new WorkerSettings(
        new ListenAddress(address.host(), address.port()),
        tokenFile,
        tlsKey == null ? null : new WorkerSettings.Tls(tlsCertificate, tlsKey),
        sessions,
        bufferBudget,
        playlistHosts,
        insecure);
  }

  private <T> T await(Future<T> future, int seconds) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw wrong("the worker can't serve: " + e.getCause().getMessage());
    } catch (TimeoutException e) {
      throw wrong("the worker didn't start or stop within " + seconds + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw wrong("interrupted");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}

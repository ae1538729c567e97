package dev.avataroperator.cli;

import dev.avataroperator.egress.EgressSettings;
import dev.avataroperator.egress.WebSocketEgress;
import dev.avataroperator.net.ListenAddress;
import dev.avataroperator.worker.WorkerServer;
import dev.avataroperator.worker.WorkerSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a worker is set up, beside where it listens. */
class WorkerOptions {
  private static final int START_SECONDS = 10;

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--token-file",
      required = true,
      description = "Holds the pool's token; <name>-previous beside it is good too.")
  Path tokenFile;

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

  /** Serves there, and says so. */
  WorkerServer start(Vertx vertx, MeterRegistry metrics, Door door) {
    var server = server(vertx, metrics, door);
    var listen = door.listen();
    var port = new Wait(spec, START_SECONDS).until(server.start(), "listen on " + listen);
    System.out.printf("worker listening on %s://%s%n", door.tls().scheme(), listen.on(port));
    return server;
  }

  /**
   * Where it listens, and how it may call.
   *
   * @param insecure plain http and ws are fine
   */
  record Door(ListenAddress listen, TlsOptions tls, boolean insecure) {}

  private WorkerServer server(Vertx vertx, MeterRegistry metrics, Door door) {
    var egress = new WebSocketEgress(vertx, EgressSettings.defaults(), System::nanoTime);
    var parts = new WorkerServer.Parts(egress, metrics, Clock.systemUTC(), System::nanoTime);
    try {
      return new WorkerServer(vertx, settings(door), parts);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private WorkerSettings settings(Door door) {
    var certificate = door.tls().keyCertificate();
    return new WorkerSettings(
        door.listen(),
        tokenFile,
        certificate,
        sessions,
        bufferBudget,
        playlistHosts,
        door.insecure());
  }
}

package dev.avataroperator.cli;

import dev.avataroperator.net.ListenAddress;
import dev.avataroperator.simulator.SimulatedService;
import dev.avataroperator.simulator.settings.Behaviour;
import dev.avataroperator.simulator.settings.SimulatorSettings;
import dev.avataroperator.simulator.settings.SimulatorSettings.Quota;
import dev.avataroperator.simulator.settings.SimulatorSettings.Timing;
import dev.avataroperator.simulator.settings.Sources;
import io.quarkus.runtime.Quarkus;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The role {@code simulator}: a stand-in for the avatar service. */
@Command(
    name = "simulator",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "A stand-in for the avatar service, for demos and tests.")
public class SimulatorCommand implements Runnable {
  private static final int START_SECONDS = 10;

  @Spec CommandSpec spec;
  @Inject Vertx vertx;
  @Inject Probes probes;

  @Option(
      names = "--listen",
      required = true,
      paramLabel = "HOST:PORT",
      converter = ListenOption.class,
      description = "Port 0: any.")
  ListenAddress listen;

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

  @Option(
      names = "--capabilities",
      split = ",",
      defaultValue = "playback_control,playback_state",
      description = "Named in the SpatialReal confirm; an empty one: none.")
  Set<String> capabilities;

  @Option(
      names = "--pause-timeout",
      defaultValue = "60s",
      converter = DurationOption.class,
      description = "A request that is paused for longer is interrupted.")
  Duration pauseTimeout;

  @Option(
      names = "--joins",
      defaultValue = "Configure",
      description = "When the participant is in the room: ${COMPLETION-CANDIDATES}.")
  Behaviour.Join joins;

  @Option(
      names = "--idle",
      defaultValue = "Playback",
      description = "What keeps a session from being idle: ${COMPLETION-CANDIDATES} of audio.")
  Behaviour.Idle idle;

  @Option(
      names = "--interrupt",
      defaultValue = "Named",
      description = "What an interrupt stops: ${COMPLETION-CANDIDATES}.")
  Behaviour.Interrupt interrupt;

  @Mixin PublishOptions publish;

  @Option(
      names = "--kept-audio",
      defaultValue = "32Mi",
      converter = ByteSize.class,
      description = "Audio that GET /sim/audio can hand out.")
  long keptAudio;

  @Mixin TlsOptions tls;

  @Override
  public void run() {
    var service = new SimulatedService(vertx, settings(), Sources.real());
    publish.check(service);
    var port =
        new Wait(spec, START_SECONDS)
            .until(service.listen(listen, tls.keyCertificate()), "listen on " + listen);
    var out = spec.commandLine().getOut();
    out.printf("simulator listening on %s://%s%n", tls.scheme(), listen.on(port));
    out.flush();
    probes.ready();
    Quarkus.waitForExit();
    new Wait(spec, START_SECONDS).until(service.close(), "leave the rooms");
  }

  private SimulatorSettings settings() {
    return new SimulatorSettings(
        appId,
        new SecretFile("--api-key-file", apiKeyFile).read(spec),
        avatarIds,
        new Timing(animationDelay, configureTimeout, maxSession),
        new Quota(concurrency, quotaAt),
        new Behaviour(capabilities, pauseTimeout, joins, idle, interrupt, duplicateCloseCode),
        publish.settings(),
        keptAudio);
  }
}

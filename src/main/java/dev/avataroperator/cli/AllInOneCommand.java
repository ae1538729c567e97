package dev.avataroperator.cli;

import dev.avataroperator.console.AudioGuard;
import dev.avataroperator.net.ListenAddress;
import dev.avataroperator.operator.OperatorContext;
import io.javaoperatorsdk.operator.Operator;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The role {@code all-in-one}: operator, one worker and the console in one process. An
 * AvatarWorkerPool names the worker as its endpoint, as it does with one that runs elsewhere.
 */
@Command(
    name = "all-in-one",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Runs operator, worker and console in one process, for one machine.")
public class AllInOneCommand implements Runnable {
  private static final int STOP_SECONDS = 5;

  @Spec CommandSpec spec;
  @Inject Vertx vertx;
  @Inject MeterRegistry metrics;
  @Inject OperatorContext context;
  @Inject Operator controllers;
  @Inject Probes probes;

  @Option(
      names = "--worker-listen",
      defaultValue = "127.0.0.1:9443",
      paramLabel = "HOST:PORT",
      converter = ListenOption.class,
      description =
          "Stands in spec.endpoints of an AvatarWorkerPool; without TLS on loopback only.")
  ListenAddress workerListen;

  @Option(
      names = "--console-listen",
      defaultValue = "127.0.0.1:8480",
      paramLabel = "HOST:PORT",
      converter = ListenOption.class,
      description = "Without TLS on loopback only.")
  ListenAddress consoleListen;

  @Mixin OperatorOptions operator;
  @Mixin WorkerOptions worker;
  @Mixin ConsoleOptions console;

  @Override
  public void run() {
    operator.check();
    var tls = operator.tokens.tls;
    var door = new WorkerOptions.Door(workerListen, tls, operator.allowInsecureEndpoints);
    var streaming = worker.start(vertx, metrics, door);
    // with TLS only the command line knows its name and the authority to trust
    operator
        .start(vertx, context, controllers)
        .filter(url -> "http".equals(url.getScheme()))
        .ifPresent(console::askForTokens);
    var audio = new AudioGuard(true, operator.allowInsecureEndpoints);
    var page = console.start(vertx, consoleListen, tls, audio);
    probes.ready();
    Quarkus.waitForExit();
    new Wait(spec, STOP_SECONDS).until(Future.all(page.close(), streaming.close()), "stop");
  }
}

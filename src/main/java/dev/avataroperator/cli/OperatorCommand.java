package dev.avataroperator.cli;

import dev.avataroperator.operator.OperatorContext;
import io.javaoperatorsdk.operator.Operator;
import io.quarkus.runtime.Quarkus;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The controllers: watches the resources and drives the workers. */
@Command(
    name = "operator",
    mixinStandardHelpOptions = true,
    description = "Runs the controllers against the cluster of the kubeconfig or the pod.")
public class OperatorCommand implements Callable<Integer> {
  @Mixin OperatorOptions options;

  @Inject Vertx vertx;
  @Inject OperatorContext context;
  @Inject Operator operator;
  @Inject Probes probes;

  @Override
  public Integer call() {
    options.start(vertx, context, operator);
    probes.ready();
    Quarkus.waitForExit();
    return 0;
  }
}

package dev.avataroperator.cli;

import dev.avataroperator.operator.OperatorContext;
import dev.avataroperator.operator.OperatorSettings;
import io.javaoperatorsdk.operator.Operator;
import io.quarkus.runtime.Quarkus;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The controllers: watches the resources and drives the workers. */
@Command(
    name = "operator",
    mixinStandardHelpOptions = true,
    description = "Runs the controllers against the cluster of the kubeconfig or the pod.")
public class OperatorCommand implements Callable<Integer> {

  @Option(
      names = "--allow-insecure-endpoints",
      description = "Allow http and ws beyond loopback. For development only.")
  boolean allowInsecureEndpoints;

  @Option(
      names = "--allowed-worker-hosts",
      split = ",",
      paramLabel = "HOST",
      description = "Hosts that an AvatarWorkerPool's endpoints may name, beside loopback.")
  List<String> allowedWorkerHosts = List.of();

  @Option(
      names = "--session-token-ttl",
      defaultValue = "1h",
      paramLabel = "DURATION",
      converter = TokenLifeOption.class,
      description = "Life of the avatar service's session tokens: 30s to 24h.")
  Duration sessionTokenTtl;

  @Option(
      names = "--ingest-token-ttl",
      defaultValue = "24h",
      paramLabel = "DURATION",
      converter = TokenLifeOption.class,
      description = "Life of the tokens that audio is pushed with: 30s to 24h.")
  Duration ingestTokenTtl;

  @Mixin TokenEndpointOptions tokens;
  @Mixin BrokerOptions broker;
  @Mixin WebhookOptions webhooks;

  @Inject Vertx vertx;
  @Inject OperatorContext context;
  @Inject Operator operator;
  @Inject Probes probes;

  @Override
  public Integer call() {
    webhooks.check(tokens.tls, allowInsecureEndpoints);
    var settings =
        new OperatorSettings(
            allowInsecureEndpoints,
            Set.copyOf(allowedWorkerHosts),
            sessionTokenTtl,
            ingestTokenTtl,
            broker.access(allowInsecureEndpoints));
    context.configure(settings);
    operator.start();
    context.started();
    tokens.start(vertx, context);
    settings.broker().ifPresent(access -> broker.start(vertx, context));
    webhooks.start(context, tokens.tls);
    probes.ready();
    Quarkus.waitForExit();
    return 0;
  }
}

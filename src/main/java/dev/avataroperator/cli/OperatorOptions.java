package dev.avataroperator.cli;

import dev.avataroperator.operator.OperatorContext;
import dev.avataroperator.operator.OperatorSettings;
import io.javaoperatorsdk.operator.Operator;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the controllers are set up, and what the operator serves beside them. */
class OperatorOptions {

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

  /** What can be refused before anything has started. */
  void check() {
    webhooks.check(tokens.tls, allowInsecureEndpoints);
  }

  /** Starts all that was asked for; the token endpoint's URL, if there is one. */
  Optional<URI> start(Vertx vertx, OperatorContext context, Operator operator) {
    check();
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
    var tokenUrl = tokens.start(vertx, context);
    settings.broker().ifPresent(access -> broker.start(vertx, context));
    webhooks.start(context, tokens.tls);
    return tokenUrl;
  }
}

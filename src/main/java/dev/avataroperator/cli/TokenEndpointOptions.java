package dev.avataroperator.cli;

import dev.avataroperator.gateway.TokenServer;
import dev.avataroperator.net.ListenAddress;
import dev.avataroperator.operator.KubernetesCallers;
import dev.avataroperator.operator.OperatorContext;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The operator's token endpoint, which nobody has who doesn't ask for it. */
class TokenEndpointOptions {
  private static final int START_SECONDS = 10;

  /** Twice that, and there is time left to answer. */
  private static final Duration ASKING = Duration.ofSeconds(4);

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--token-listen",
      paramLabel = "HOST:PORT",
      converter = ListenOption.class,
      description =
          "Where people get tokens for rooms; absent: nowhere. Without TLS on loopback only.")
  ListenAddress listen;

  @Mixin TlsOptions tls;

  /** Serves if it was asked for, and tells where. */
  Optional<URI> start(Vertx vertx, OperatorContext context) {
    if (listen == null) {
      return Optional.empty();
    }
    var port = new Wait(spec, START_SECONDS).until(server(vertx, context).start(), attempt());
    var url = URI.create(tls.scheme() + "://" + listen.on(port));
    System.out.printf("tokens at %s%n", url);
    return Optional.of(url);
  }

  private TokenServer server(Vertx vertx, OperatorContext context) {
    var callers = new KubernetesCallers(context.parts().client(), ASKING);
    var parts = new TokenServer.Parts(callers, context.visits(), System::nanoTime);
    try {
      return new TokenServer(vertx, listen, tls.keyCertificate(), parts);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private String attempt() {
    return "listen on " + listen;
  }
}

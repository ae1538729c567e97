package dev.avataroperator.cli;

import dev.avataroperator.net.ListenAddress;
import dev.avataroperator.net.Loopback;
import dev.avataroperator.operator.OperatorContext;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the operator takes the webhooks of RTC servers. */
class WebhookOptions {
  private static final int START_SECONDS = 10;

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--webhook-listen",
      paramLabel = "HOST:PORT",
      converter = ListenOption.class,
      description =
          "Takes LiveKit's webhooks at /webhooks/livekit/<namespace>/<RtcProvider>; without TLS on"
              + " loopback only. Absent: rooms are looked into at intervals alone.")
  ListenAddress listen;

  @Option(
      names = "--webhook-tls-certificate",
      description = "PEM; absent: that of --tls-certificate, if there is one.")
  Path certificate;

  @Option(names = "--webhook-tls-key", description = "PEM.")
  Path key;

  /** What can be refused before anything has started. */
  void check(TlsOptions tls, boolean allowInsecure) {
    if (listen != null
        && certificate(tls) == null
        && !allowInsecure
        && !Loopback.is(listen.host())) {
      throw new ParameterException(
          spec.commandLine(),
          "--webhook-listen "
              + listen
              + " isn't loopback: give --webhook-tls-certificate and --webhook-tls-key, or"
              + " --allow-insecure-endpoints behind a proxy that does TLS");
    }
  }

  /** Serves if it was asked for. */
  void start(OperatorContext context, TlsOptions tls) {
    if (listen != null) {
      new Wait(spec, START_SECONDS)
          .until(context.takeWebhooks(listen, certificate(tls)), "listen on " + listen);
    }
  }

  private PemKeyCertOptions certificate(TlsOptions tls) {
    var own = new CertificateFiles(spec, "--webhook-tls-", certificate, key).options();
    return own == null ? tls.keyCertificate() : own;
  }
}

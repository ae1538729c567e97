package dev.avataroperator.cli;

import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The certificate that a role's own API shows, as two options that belong together. */
class TlsOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(names = "--tls-certificate", description = "PEM; absent: plain http and ws.")
  Path certificate;

  @Option(names = "--tls-key", description = "PEM.")
  Path key;

  /** Null for plain http. */
  PemKeyCertOptions keyCertificate() {
    return new CertificateFiles(spec, "--tls-", certificate, key).options();
  }

  String scheme() {
    return key == null ? "http" : "https";
  }
}

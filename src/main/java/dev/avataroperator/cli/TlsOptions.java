package dev.avataroperator.cli;

import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
    if ((certificate == null) != (key == null)) {
      throw wrong("give both of --tls-certificate and --tls-key, or none");
    }
    return key == null
        ? null
        : new PemKeyCertOptions()
            .setCertPath(readable("--tls-certificate", certificate))
            .setKeyPath(readable("--tls-key", key));
  }

  String scheme() {
    return key == null ? "http" : "https";
  }

  private String readable(String option, Path file) {
    if (!Files.isReadable(file)) {
      throw wrong(option + " " + file + " can't be read");
    }
    return file.toString();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}

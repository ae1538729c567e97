package dev.avataroperator.cli;

import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The files of a certificate and its key, given by two options that begin alike. */
record CertificateFiles(CommandSpec spec, String prefix, Path certificate, Path key) {

  /** Null where neither is given; throws ParameterException where they can't be used. */
  PemKeyCertOptions options() {
    if ((certificate == null) != (key == null)) {
      throw wrong("give both of " + prefix + "certificate and " + prefix + "key, or none");
    }
    return key == null
        ? null
        : new PemKeyCertOptions()
            .setCertPath(readable(prefix + "certificate", certificate))
            .setKeyPath(readable(prefix + "key", key));
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

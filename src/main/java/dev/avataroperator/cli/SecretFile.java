package dev.avataroperator.cli;

import dev.avataroperator.credential.SecretText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A file that an option names and that holds one secret. */
record SecretFile(String option, Path file) {

  /** The secret without the white space around it. */
  SecretText read(CommandSpec spec) {
    try {
      var secret = SecretText.of(Files.readString(file).strip());
      if (secret.isBlank()) {
        throw wrong(spec, "is empty");
      }
      return secret;
    } catch (IOException e) {
      throw wrong(spec, "can't be read");
    }
  }

  private ParameterException wrong(CommandSpec spec, String what) {
    return new ParameterException(spec.commandLine(), option + " " + file + " " + what);
  }
}

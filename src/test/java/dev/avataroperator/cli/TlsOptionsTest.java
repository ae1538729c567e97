package dev.avataroperator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class TlsOptionsTest {
  @TempDir Path directory;

  @Command(name = "role")
  static class Role {
    @Mixin TlsOptions tls;
  }

  @Test
  void isPlainWithoutOptions() {
    // when
    var tls = parse();

    // then
    assertThat(tls.keyCertificate()).isNull();
    assertThat(tls.scheme()).isEqualTo("http");
  }

  @Test
  void namesBothFiles() throws IOException {
    // given
    var certificate = Files.createFile(directory.resolve("tls.crt")).toString();
    var key = Files.createFile(directory.resolve("tls.key")).toString();

    // when
    var tls = parse("--tls-certificate", certificate, "--tls-key", key);

    // then
    var expected = new PemKeyCertOptions().setCertPath(certificate).setKeyPath(key);
    assertThat(tls.keyCertificate().toJson()).isEqualTo(expected.toJson());
    assertThat(tls.scheme()).isEqualTo("https");
  }

  @Test
  void refusesOneWithoutTheOther() {
    assertThatThrownBy(() -> parse("--tls-key", "tls.key").keyCertificate())
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("both");
  }

  @Test
  void saysWhichFileCannotBeRead() {
    // given
    var missing = directory.resolve("missing").toString();

    // then
    assertThatThrownBy(
            () -> parse("--tls-certificate", missing, "--tls-key", missing).keyCertificate())
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("--tls-certificate " + missing + " can't be read");
  }

  private static TlsOptions parse(String... arguments) {
    var role = new Role();
    new CommandLine(role).parseArgs(arguments);
    return role.tls;
  }
}

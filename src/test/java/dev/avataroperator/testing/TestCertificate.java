package dev.avataroperator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** A self-signed certificate for 127.0.0.1, made by the JDK's keytool. */
public record TestCertificate(Path keyStore, String password, Path pem) {

  public static TestCertificate in(Path directory) throws Exception {
    Path keyStore = directory.resolve("server.p12");
    String password = "for-this-test";
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-validity",
                "2",
                "-dname",
                "CN=test",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                keyStore.toString(),
                "-storepass",
                password)
            .inheritIO()
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    return new TestCertificate(keyStore, password, pem(directory, keyStore, password));
  }

  private static Path pem(Path directory, Path keyStore, String password) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    try (var in = new FileInputStream(keyStore.toFile())) {
      store.load(in, password.toCharArray());
    }
    var encoded =
        Base64.getMimeEncoder(64, "\n".getBytes())
            .encodeToString(store.getCertificate("server").getEncoded());
    return Files.writeString(
        directory.resolve("ca.pem"),
        "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
  }
}

package dev.avataroperator.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.avataroperator.testing.TestCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectProblemTest {
  private static final String UNTRUSTED =
      "its certificate isn't from a trusted authority: name that authority's in caSecretRef";

  @TempDir static Path directory;
  private static Vertx vertx;
  private static TestCertificate certificate;
  private static HttpServer server;

  @BeforeAll
  static void serve() throws Exception {
    vertx = Vertx.vertx();
    certificate = TestCertificate.in(directory);
    var identity =
        new PfxOptions()
            .setPath(certificate.keyStore().toString())
            .setPassword(certificate.password());
    server = listen(new HttpServerOptions().setSsl(true).setKeyCertOptions(identity));
  }

  @AfterAll
  static void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
  }

  @Test
  void namesTheFieldWhenAWebSocketMeetsAnUntrustedAuthority() {
    assertThat(problem(webSocket("127.0.0.1", server.actualPort(), false))).isEqualTo(UNTRUSTED);
  }

  @Test
  void namesTheFieldWhenAnHttpCallMeetsAnUntrustedAuthority() {
    assertThat(problem(httpCall("https", server.actualPort()))).isEqualTo(UNTRUSTED);
  }

  @Test
  void saysThatTheCertificateIsForAnotherName() {
    assertThat(problem(webSocket("localhost", server.actualPort(), true)))
        .startsWith("its certificate isn't for this name: ")
        .contains("localhost");
  }

  @Test
  void saysThatNobodySpeaksTlsThere() throws Exception {
    var plain = listen(new HttpServerOptions());

    assertThat(problem(webSocket("127.0.0.1", plain.actualPort(), true)))
        .isEqualTo("it doesn't speak TLS on this port");
  }

  @Test
  void saysThatNothingListens() throws IOException {
    var refused = "it refuses connections: check that it runs, and the port";

    assertThat(problem(webSocket("127.0.0.1", freePort(), true))).isEqualTo(refused);
    assertThat(problem(httpCall("http", freePort()))).isEqualTo(refused);
  }

  @Test
  void saysThatANameIsUnknownWhicheverClientAsked() {
    var unknown = "its name can't be resolved: check the host name, and DNS";
    var hidden = new ConnectException();
    hidden.initCause(new UnresolvedAddressException());

    assertThat(problem(new UnknownHostException("nosuch: Name or service not known")))
        .isEqualTo(unknown);
    assertThat(problem(hidden)).isEqualTo(unknown);
  }

  @Test
  void saysThatACertificateHasExpired() {
    var failure = new SSLHandshakeException("Failed to create SSL connection");
    failure.initCause(new CertificateExpiredException("NotAfter: yesterday"));

    assertThat(problem(failure)).isEqualTo("its certificate has expired");
  }

  @Test
  void repeatsWhatHasNothingToDoWithConnecting() {
    assertThat(problem(new IllegalStateException("closed"))).isEqualTo("closed");
    assertThat(problem(new IllegalStateException())).isEqualTo("IllegalStateException");
  }

  private static String problem(Throwable failure) {
    return ConnectProblem.of(failure, "caSecretRef");
  }

  private static Throwable webSocket(String host, int port, boolean trusting) {
    var options = new WebSocketClientOptions();
    if (trusting) {
      options.setTrustOptions(new PemTrustOptions().addCertPath(certificate.pem().toString()));
    }
    var target = new WebSocketConnectOptions().setHost(host).setPort(port).setSsl(true).setURI("/");
    var dial = vertx.createWebSocketClient(options).connect(target).toCompletionStage();
    return catchThrowable(() -> dial.toCompletableFuture().get(5, TimeUnit.SECONDS)).getCause();
  }

  private static Throwable httpCall(String scheme, int port) {
    var target = URI.create(scheme + "://127.0.0.1:" + port);
    var request = HttpRequest.newBuilder(target).timeout(Duration.ofSeconds(5)).build();
    var call = HttpClient.newHttpClient().sendAsync(request, BodyHandlers.discarding());
    return catchThrowable(() -> call.get(5, TimeUnit.SECONDS)).getCause();
  }

  private static HttpServer listen(HttpServerOptions options) throws Exception {
    return vertx
        .createHttpServer(options)
        .requestHandler(request -> request.response().end())
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(5, TimeUnit.SECONDS);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}

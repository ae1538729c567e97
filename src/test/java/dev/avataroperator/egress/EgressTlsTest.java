package dev.avataroperator.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.egress.EgressFailure.Outage;
import dev.avataroperator.testing.TestCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EgressTlsTest {
  private static final Vertx VERTX = Vertx.vertx();
  @TempDir static Path directory;
  private static TestCertificate certificate;
  private static ScriptedService service;

  @BeforeAll
  static void start() throws Exception {
    certificate = TestCertificate.in(directory);
    var key =
        new PfxOptions()
            .setPath(certificate.keyStore().toString())
            .setPassword(certificate.password());
    service =
        ScriptedService.configured(
            VERTX,
            new HttpServerOptions().setSsl(true).setKeyCertOptions(key),
            ScriptedService::confirm);
  }

  @AfterAll
  static void stop() {
    service.close();
    VERTX.close();
  }

  @Test
  void trustsTheBundleThatItIsGiven() throws Exception {
    // given
    var rig = new EgressRig(VERTX, EgressRig.settings());

    // when
    var confirmed = rig.dial(EgressRig.trusting(ingress("127.0.0.1"), bundle()));

    // then
    assertThat(confirmed.connectionId()).isEqualTo("c-1");
  }

  @Test
  void refusesAnUnknownCertificateBeforeItShowsTheToken() throws Exception {
    // given
    var rig = new EgressRig(VERTX, EgressRig.settings());

    // when
    var refusal = rig.refusal(ingress("127.0.0.1"));

    // then
    assertThat(refusal.failure()).isInstanceOf(Outage.class);
    assertThat(refusal.tokenPresented()).isFalse();
  }

  @Test
  void refusesACertificateOfAnotherHost() throws Exception {
    // given
    var rig = new EgressRig(VERTX, EgressRig.settings());

    // when
    var refusal = rig.refusal(EgressRig.trusting(ingress("localhost"), bundle()));

    // then
    assertThat(refusal.tokenPresented()).isFalse();
  }

  private static String bundle() throws IOException {
    return Files.readString(certificate.pem());
  }

  private static URI ingress(String host) {
    return URI.create("wss://" + host + ":" + service.port() + "/v2/driveningress");
  }
}

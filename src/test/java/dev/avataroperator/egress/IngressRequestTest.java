package dev.avataroperator.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.avataroperator.credential.Dialect;
import dev.avataroperator.credential.FailureCode;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.egress.proto.ClientConfigureSession;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngressRequestTest {

  @ParameterizedTest
  @CsvSource({
    "https://in.example/v2/x, true, in.example, 443, /v2/x/websocket?id=a%2F%C3%A9%20%26b%2B",
    "wss://in.example:8443/v2/x/, true, in.example, 8443, /v2/x/websocket?id=a%2F%C3%A9%20%26b%2B",
    "http://in.example, false, in.example, 80, /websocket?id=a%2F%C3%A9%20%26b%2B",
    "ws://127.0.0.1:9/p%20q, false, 127.0.0.1, 9, /p%20q/websocket?id=a%2F%C3%A9%20%26b%2B",
  })
  void namesTheAvatarInTheUrlAndTheRestInHeaders(
      URI ingress, boolean tls, String host, int port, String path) {
    // when
    var request = IngressRequest.of(target(ingress, "app-1"), SecretText.of("tok-1"));

    // then
    assertThat(request.isSsl()).isEqualTo(tls);
    assertThat(request.getHost()).isEqualTo(host);
    assertThat(request.getPort()).isEqualTo(port);
    assertThat(request.getURI()).isEqualTo(path);
    assertThat(request.getHeaders().get("X-App-ID")).isEqualTo("app-1");
    assertThat(request.getHeaders().get("X-Session-Key")).isEqualTo("tok-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://in.example", "https:///v2", "https://in.example/v2?x=1", "in"})
  void refusesAnIngressThatCannotBeDialled(URI ingress) {
    assertThatExceptionOfType(EgressException.class)
        .isThrownBy(() -> IngressRequest.of(target(ingress, "app-1"), SecretText.of("tok-1")))
        .returns(FailureCode.InvalidEgressConfig, e -> e.failure().code())
        .returns(false, EgressException::tokenPresented);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tok-1\n", "tok 1", "", "tök"})
  void refusesATokenThatCannotStandInAHeader(String token) {
    assertThatExceptionOfType(EgressException.class)
        .isThrownBy(
            () ->
                IngressRequest.of(
                    target(URI.create("ws://in.example"), "app-1"), SecretText.of(token)))
        .returns(FailureCode.SessionTokenInvalid, e -> e.failure().code())
        .withMessageNotContaining("tok-1");
  }

  private static EgressTarget target(URI ingress, String appId) {
    return new EgressTarget(
        Dialect.SpatialReal,
        ingress,
        appId,
        "a/é &b+",
        ClientConfigureSession.getDefaultInstance(),
        null);
  }
}

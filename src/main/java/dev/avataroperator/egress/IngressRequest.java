package dev.avataroperator.egress;

import dev.avataroperator.credential.FailureCode;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.egress.EgressFailure.Rejected;
import dev.avataroperator.egress.EgressFailure.TokenRefused;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The upgrade request: the avatar in the URL, app id and token in headers, never the token in the
 * URL. What can't be sent is refused here, before anything is dialled.
 */
final class IngressRequest {
  private IngressRequest() {}

  static WebSocketConnectOptions of(EgressTarget target, SecretText sessionToken) {
    URI ingress = target.ingress();
    boolean tls = isTls(ingress);
    requireHeader(
        target.appId(), new Rejected(FailureCode.AppUnrecognized, "the app id isn't plain text"));
    requireHeader(
        sessionToken.reveal(),
        new TokenRefused(FailureCode.SessionTokenInvalid, "the session token isn't plain text"));
    return new WebSocketConnectOptions()
        .setHost(ingress.getHost())
        .setPort(ingress.getPort() >= 0 ? ingress.getPort() : tls ? 443 : 80)
        .setSsl(tls)
        .setURI(path(ingress, target.avatarId()))
        .addHeader("X-App-ID", target.appId())
        .addHeader("X-Session-Key", sessionToken.reveal());
  }

  private static boolean isTls(URI ingress) {
    String scheme = ingress.getScheme();
    boolean tls = "wss".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
    boolean plain = "ws".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
    if (!tls && !plain || ingress.getHost() == null || ingress.getRawQuery() != null) {
      throw refusal(
          new Rejected(
              FailureCode.InvalidEgressConfig,
              "the ingress must be an http(s) or ws(s) URL with a host and no query"));
    }
    return tls;
  }

  private static String path(URI ingress, String avatarId) {
    String base = ingress.getRawPath() == null ? "" : ingress.getRawPath();
    String id = URLEncoder.encode(avatarId, StandardCharsets.UTF_8).replace("+", "%20");
    return base.replaceAll("/+$", "") + "/websocket?id=" + id;
  }

  /** A stray line break, say from a file, would make the header invalid. */
  private static void requireHeader(String value, EgressFailure otherwise) {
    if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw refusal(otherwise);
    }
  }

  private static EgressException refusal(EgressFailure failure) {
    return new EgressException(failure, false);
  }
}

package dev.avataroperator.console;

import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** What the page may load and whom it may call: itself, and the RTC servers. */
final class PagePolicy {
  private static final String ANY_RTC =
      "https: wss: http://127.0.0.1:* ws://127.0.0.1:* http://localhost:* ws://localhost:*";

  private final String policy;

  /**
   * @param rtcUrls the only LiveKit servers that may be called; empty: any by TLS, and loopback
   */
  PagePolicy(List<URI> rtcUrls) {
    policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " media-src 'self' blob:; worker-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'; connect-src 'self' "
            + (rtcUrls.isEmpty() ? ANY_RTC : named(rtcUrls));
  }

  void apply(RoutingContext call) {
    call.response()
        .putHeader("Content-Security-Policy", policy)
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(self)");
    call.next();
  }

  /** LiveKit is called by HTTP too, on the same port. */
  private static String named(List<URI> rtcUrls) {
    return rtcUrls.stream()
        .map(
            url ->
                Upstream.isTls(url)
                    ? "wss://" + url.getAuthority() + " https://" + url.getAuthority()
                    : "ws://" + url.getAuthority() + " http://" + url.getAuthority())
        .collect(Collectors.joining(" "));
  }
}

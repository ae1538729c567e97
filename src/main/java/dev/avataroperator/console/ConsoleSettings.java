package dev.avataroperator.console;

import dev.avataroperator.net.ListenAddress;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.URI;
import java.util.List;

/**
 * How a console is set up.
 *
 * @param tls null for plain http, on loopback only
 * @param cluster the Kubernetes API server, without any credentials
 * @param tokenEndpoint the operator's, or null: nobody can watch then
 * @param rtcUrls the only LiveKit servers that the page may call; empty: any by TLS, and loopback
 * @param audio which workers may be dialled
 */
public record ConsoleSettings(
    ListenAddress listen,
    PemKeyCertOptions tls,
    Upstream cluster,
    Upstream tokenEndpoint,
    List<URI> rtcUrls,
    AudioGuard audio) {

  /** Throws IllegalArgumentException that says what to set instead. */
  void check() {
    if (tls == null && !listen.isLoopback()) {
      throw new IllegalArgumentException(
          "plain http is for loopback only: give --tls-certificate and --tls-key, or listen on"
              + " 127.0.0.1 instead of "
              + listen.host());
    }
  }
}

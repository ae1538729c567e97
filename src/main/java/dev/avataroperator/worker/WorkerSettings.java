package dev.avataroperator.worker;

import dev.avataroperator.net.ListenAddress;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * How a worker is set up.
 *
 * @param tls null for plain http, on loopback only
 * @param bufferBudget bytes of audio that all sessions may hold together
 * @param playlistHosts hosts, addresses and ranges that playlists may read although not public
 * @param insecure plain http and ws are fine for playlists and the avatar service
 */
public record WorkerSettings(
    ListenAddress listen,
    Path tokenFile,
    PemKeyCertOptions tls,
    int sessions,
    long bufferBudget,
    List<String> playlistHosts,
    boolean insecure) {

  /** Throws IllegalArgumentException that says what to set instead. */
  void check() {
    if (tls == null && !listen.isLoopback()) {
      throw new IllegalArgumentException(
          "plain http is for loopback only: give --tls-certificate and --tls-key, or listen on"
              + " 127.0.0.1 instead of "
              + listen.host());
    }
    if (sessions < 1) {
      throw new IllegalArgumentException("--sessions must be 1 or more");
    }
  }
}

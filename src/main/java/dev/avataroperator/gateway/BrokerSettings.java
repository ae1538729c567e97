package dev.avataroperator.gateway;

import dev.avataroperator.net.ListenAddress;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.Duration;

/** Where the broker listens; {@code tls} is null for plain http, on loopback only. */
public record BrokerSettings(ListenAddress listen, PemKeyCertOptions tls, Duration tokenLife) {

  void check() {
    if (tls == null && !listen.isLoopback()) {
      throw new IllegalArgumentException(
          "--broker-listen "
              + listen
              + " isn't loopback, so the broker needs --broker-tls-certificate and --broker-tls-key");
    }
  }
}

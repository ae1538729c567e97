package dev.avataroperator.operator.workers;

import dev.avataroperator.credential.SecretText;
import java.net.URI;

/** How to reach one worker; {@code caBundle} is PEM, or null for plain http on loopback. */
public record WorkerEndpoint(String name, URI url, SecretText token, String caBundle) {

  boolean isTls() {
    return "https".equals(url.getScheme());
  }

  int port() {
    return url.getPort() > 0 ? url.getPort() : isTls() ? 443 : 80;
  }
}

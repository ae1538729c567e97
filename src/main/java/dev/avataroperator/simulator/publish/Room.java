package dev.avataroperator.simulator.publish;

import dev.avataroperator.credential.SecretText;
import dev.avataroperator.simulator.configure.Egress;
import java.net.URI;

/** Where a participant publishes to, and the token that lets it. */
record Room(URI endpoint, SecretText token, String name, String identity) {

  static Room of(Egress.LiveKit egress, SecretText token) {
    return new Room(WhipClient.endpoint(egress.url()), token, egress.room(), egress.identity());
  }

  /** For logs. */
  @Override
  public String toString() {
    return identity + " of room " + name;
  }
}

package dev.avataroperator.operator.session.accept;

import dev.avataroperator.api.v1alpha1.AvatarSessionSpec;
import dev.avataroperator.api.v1alpha1.Client;
import java.util.List;
import java.util.Optional;

/**
 * What the schema can't say of fixed participants: it doesn't know the avatar's default identity.
 */
final class ClientRules {
  private ClientRules() {}

  static Optional<String> problem(AvatarSessionSpec spec, String defaultIdentity) {
    var clients = spec.clients() == null ? List.<Client>of() : spec.clients();
    return clients.stream()
        .filter(client -> client.livekit() != null)
        .filter(client -> client.livekit().identity().equals(defaultIdentity))
        .map(client -> "Client " + client.name() + " has the avatar's identity: choose another.")
        .findFirst();
  }
}

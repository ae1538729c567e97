package dev.avataroperator.operator.session;

import dev.avataroperator.api.v1alpha1.AvatarSessionSpec;
import dev.avataroperator.api.v1alpha1.Client;
import dev.avataroperator.api.v1alpha1.Rtc;
import java.util.List;
import java.util.Optional;

/** What the schema can't say of fixed participants: they fit the session's RTC vendor. */
final class ClientRules {
  private ClientRules() {}

  static Optional<String> problem(AvatarSessionSpec spec, String defaultIdentity) {
    var clients = spec.clients() == null ? List.<Client>of() : spec.clients();
    return clients.stream()
        .map(client -> problem(spec, client, defaultIdentity))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> problem(
      AvatarSessionSpec spec, Client client, String defaultIdentity) {
    if (spec.rtc().agora() == null) {
      return onLiveKit(spec.rtc(), client, defaultIdentity);
    }
    if (client.agora() == null) {
      return Optional.of(
          "Client " + client.name() + ": the session is on Agora, set agora with a uid.");
    }
    return client.agora().uid().equals(spec.rtc().agora().uid())
        ? Optional.of("Client " + client.name() + " has the avatar's uid: give it another one.")
        : Optional.empty();
  }

  private static Optional<String> onLiveKit(Rtc rtc, Client client, String defaultIdentity) {
    if (client.livekit() == null) {
      return Optional.of("Client " + client.name() + ": the session is on LiveKit, set livekit.");
    }
    var avatar = rtc.livekit().identity() == null ? defaultIdentity : rtc.livekit().identity();
    return client.livekit().identity().equals(avatar)
        ? Optional.of("Client " + client.name() + " has the avatar's identity: choose another.")
        : Optional.empty();
  }
}

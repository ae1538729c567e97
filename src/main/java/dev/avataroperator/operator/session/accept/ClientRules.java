package dev.avataroperator.operator.session.accept;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.AvatarSessionSpec;
import dev.avataroperator.api.v1alpha1.Client;
import dev.avataroperator.operator.session.source.Bystanders;
import dev.avataroperator.operator.session.source.References;
import dev.avataroperator.operator.session.source.SessionSources;
import java.util.List;
import java.util.Optional;

/**
 * What the schema can't say of fixed participants: it doesn't know the avatar's default identity,
 * nor who else is in the room.
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

  /**
   * Why a session and others of its room would throw each other out. An avatar that stands there
   * comes before a fixed participant, and that before an avatar that is yet to come.
   */
  static Optional<String> conflict(AvatarSession session, SessionSources sources) {
    for (var client : Bystanders.clientsOf(session)) {
      var seat = Bystanders.seat(session, Bystanders.identityOf(client));
      if (seat.stream()
          .flatMap(at -> sources.seats().avatarsAt(session, at))
          .anyMatch(Rivals::stands)) {
        return Optional.of(
            "Client "
                + client.name()
                + " has the identity of another session's avatar in this room, which it would throw"
                + " out: choose another identity or uid.");
      }
    }
    var isTaken =
        !Rivals.stands(session)
            && References.seatOf(session).stream()
                .flatMap(seat -> sources.seats().bystandersAt(session, seat))
                .anyMatch(Rivals::isAdmitted);
    return isTaken
        ? Optional.of(
            "Another AvatarSession names a participant of this room that has the avatar's identity:"
                + " use another identity or uid.")
        : Optional.empty();
  }
}

package dev.avataroperator.operator.session.source;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.Client;
import dev.avataroperator.rtc.RtcVendor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Those whom a session names in its room beside the avatar. */
public final class Bystanders {
  private Bystanders() {}

  /** The identity or uid of a fixed participant. */
  public static String identityOf(Client client) {
    return client.agora() != null
        ? Long.toString(client.agora().uid())
        : client.livekit() == null ? "" : client.livekit().identity();
  }

  public static List<Client> clientsOf(AvatarSession session) {
    return Optional.ofNullable(session.getSpec().clients()).orElse(List.of());
  }

  /** Whom its avatar speaks for. */
  public static Optional<String> principalOf(AvatarSession session) {
    return Optional.ofNullable(session.getSpec().rtc().livekit())
        .flatMap(livekit -> Optional.ofNullable(livekit.onBehalfOf()));
  }

  /** Where this identity would stand in the session's room, in the form of an avatar's seat. */
  public static Optional<String> seat(AvatarSession session, String identity) {
    return RtcVendor.all().stream()
        .flatMap(vendor -> vendor.seatBeside(session.getSpec().rtc(), identity).stream())
        .findFirst();
  }

  /** The seats of all of them. */
  static List<String> seatsOf(AvatarSession session) {
    return Stream.concat(
            clientsOf(session).stream().map(Bystanders::identityOf), principalOf(session).stream())
        .flatMap(identity -> seat(session, identity).stream())
        .distinct()
        .toList();
  }
}

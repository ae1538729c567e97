package dev.avataroperator.operator.session.visit;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.Client;
import dev.avataroperator.operator.session.source.References;
import dev.avataroperator.operator.session.source.SessionSources;
import dev.avataroperator.operator.session.turn.Ending;
import java.util.List;
import java.util.Optional;

/** Who stands in a room by name: avatars and fixed participants, of all namespaces. */
final class Participants {
  private final SessionSources sources;

  Participants(SessionSources sources) {
    this.sources = sources;
  }

  /** A visitor under one of these identities would throw that participant out. */
  boolean hasInRoomOf(AvatarSession session, String identity) {
    var room = roomOf(session);
    return isNamedBy(session, identity)
        || sources
            .sessions(other -> Ending.wantsSeat(other) && roomOf(other).equals(room))
            .anyMatch(other -> isNamedBy(other, identity));
  }

  /** The seat's key without its last line, which is the identity. */
  private String roomOf(AvatarSession session) {
    var key = sources.seatKey(session);
    return key.substring(0, Math.max(0, key.lastIndexOf('\n')));
  }

  private static boolean isNamedBy(AvatarSession session, String identity) {
    var rtc = session.getSpec().rtc();
    var avatar =
        rtc.agora() != null
            ? Long.toString(rtc.agora().uid())
            : Optional.ofNullable(rtc.livekit().identity())
                .orElseGet(() -> References.defaultIdentity(session.getMetadata().getUid()));
    var clients = Optional.ofNullable(session.getSpec().clients()).orElse(List.of());
    return avatar.equals(identity)
        || clients.stream().map(Participants::identityOf).anyMatch(identity::equals);
  }

  private static String identityOf(Client client) {
    return client.agora() != null
        ? Long.toString(client.agora().uid())
        : client.livekit() == null ? "" : client.livekit().identity();
  }
}

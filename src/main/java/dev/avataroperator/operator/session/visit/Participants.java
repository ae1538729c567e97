package dev.avataroperator.operator.session.visit;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.Client;
import dev.avataroperator.operator.session.source.Bystanders;
import dev.avataroperator.operator.session.source.References;
import dev.avataroperator.operator.session.source.SessionSources;
import dev.avataroperator.operator.session.turn.Ending;
import dev.avataroperator.rtc.Visitor;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who stands in a room by name: avatars, fixed participants and agents that avatars speak for, of
 * all namespaces.
 */
final class Participants {
  private final SessionSources sources;

  Participants(SessionSources sources) {
    this.sources = sources;
  }

  /**
   * A visitor under one of these identities would throw that participant out. Only the agent that
   * the session's own avatar speaks for may come as itself.
   */
  boolean hasInRoomOf(AvatarSession session, Visitor visitor) {
    var identity = visitor.identity();
    var seat = Bystanders.seat(session, identity).orElse("");
    var isPrincipal =
        visitor.role() == Client.Role.Agent
            && Bystanders.principalOf(session).filter(identity::equals).isPresent();
    var others =
        Stream.concat(
                sources.seats().avatarsAt(session, seat),
                sources.seats().bystandersAt(session, seat))
            .filter(Ending::wantsSeat);
    return Stream.concat(Stream.of(session), others)
        .anyMatch(
            other -> isNamedBy(other, identity) || (!isPrincipal && isSpokenFor(other, identity)));
  }

  private static boolean isSpokenFor(AvatarSession session, String identity) {
    return Bystanders.principalOf(session).filter(identity::equals).isPresent();
  }

  private static boolean isNamedBy(AvatarSession session, String identity) {
    var rtc = session.getSpec().rtc();
    var avatar =
        rtc.agora() != null
            ? Long.toString(rtc.agora().uid())
            : Optional.ofNullable(rtc.livekit().identity())
                .orElseGet(() -> References.defaultIdentity(session.getMetadata().getUid()));
    return avatar.equals(identity)
        || Bystanders.clientsOf(session).stream()
            .map(Bystanders::identityOf)
            .anyMatch(identity::equals);
  }
}

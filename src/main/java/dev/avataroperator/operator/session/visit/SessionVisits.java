package dev.avataroperator.operator.session.visit;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.Client;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.gateway.Refusal;
import dev.avataroperator.gateway.TokenRequest;
import dev.avataroperator.gateway.Visits;
import dev.avataroperator.operator.session.accept.Acceptance;
import dev.avataroperator.operator.session.accept.Standing;
import dev.avataroperator.operator.session.source.SessionSources;
import dev.avataroperator.operator.session.turn.Ending;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.rtc.RtcAccount.Validity;
import dev.avataroperator.rtc.Visitor;
import dev.avataroperator.status.ConditionType;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Lets visitors into the rooms of sessions that run, under identities that nobody has. */
public final class SessionVisits implements Visits {
  private static final Duration TTL = Duration.ofHours(1);

  private final KubernetesClient client;
  private final Acceptance acceptance;
  private final Participants participants;
  private final Clock clock;
  private final LongSupplier random;

  public SessionVisits(
      KubernetesClient client,
      Acceptance acceptance,
      SessionSources sources,
      Clock clock,
      LongSupplier random) {
    this.client = client;
    this.acceptance = acceptance;
    this.participants = new Participants(sources);
    this.clock = clock;
    this.random = random;
  }

  @Override
  public Map<String, SecretText> admit(String namespace, String name, TokenRequest request)
      throws Refusal {
    var session = running(read(namespace, name));
    var turn = new Turn(session, clock.instant());
    var standing =
        acceptance
            .standing(turn)
            .orElseThrow(
                () -> Refusal.conflict("the session's RTC account isn't in order: tell its owner"));
    if (request.room() != null && !request.room().equals(standing.seat().room())) {
      throw Refusal.foreignRoom();
    }
    var visitor = visitor(session, standing, request);
    var longest = standing.account().longestTokenLife();
    var until = turn.issueTime().plus(TTL.compareTo(longest) < 0 ? TTL : longest);
    try {
      var validity = new Validity(turn.issueTime(), until);
      return standing.account().visitorData(standing.seat(), visitor, validity);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(e.getMessage());
    }
  }

  private AvatarSession read(String namespace, String name) throws Refusal {
    try {
      return Optional.ofNullable(
              client.resources(AvatarSession.class).inNamespace(namespace).withName(name).get())
          .orElseThrow(Refusal::forbidden);
    } catch (KubernetesClientException e) {
      throw Refusal.unavailable("the API server doesn't answer: try again");
    }
  }

  private static AvatarSession running(AvatarSession session) throws Refusal {
    if (session.getMetadata().getDeletionTimestamp() != null || Ending.isFinished(session)) {
      throw Refusal.conflict("the session has ended: start it again, or name another one");
    }
    if (Ending.isSuspended(session)) {
      throw Refusal.conflict("the session is suspended: set spec.suspend to false");
    }
    var conditions = session.getStatus() == null ? null : session.getStatus().conditions();
    if (Optional.ofNullable(conditions).stream()
        .flatMap(all -> all.stream())
        .noneMatch(
            c ->
                ConditionType.Accepted.name().equals(c.getType())
                    && "True".equals(c.getStatus()))) {
      throw Refusal.conflict("the session isn't accepted: its conditions say why");
    }
    return session;
  }

  private Visitor visitor(AvatarSession session, Standing standing, TokenRequest request)
      throws Refusal {
    var identity =
        request.identity() == null
            ? standing.account().newIdentity(random.getAsLong())
            : request.identity();
    var visitor =
        new Visitor(
            identity,
            role(request.role()),
            request.name(),
            request.metadata(),
            request.attributes());
    if (participants.hasInRoomOf(session, visitor)) {
      throw Refusal.conflict(
          "participant_identity is that of an avatar, of a fixed participant or of an agent that an"
              + " avatar speaks for, who would be thrown out: take another, or none");
    }
    return visitor;
  }

  private static Client.Role role(String name) throws Refusal {
    return name == null
        ? Client.Role.Person
        : Stream.of(Client.Role.values())
            .filter(role -> role.name().equals(name))
            .findFirst()
            .orElseThrow(() -> Refusal.invalid("role must be Person, Observer or Agent"));
  }
}

package dev.avataroperator.operator.session.accept;

import static dev.avataroperator.status.ConditionType.Accepted;

import dev.avataroperator.api.v1alpha1.AvatarService;
import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.RtcProvider;
import dev.avataroperator.api.v1alpha1.ServiceGrant;
import dev.avataroperator.operator.session.accept.Grants.Borrower;
import dev.avataroperator.operator.session.source.References;
import dev.avataroperator.operator.session.source.SessionSources;
import dev.avataroperator.operator.session.turn.Ending;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.rtc.RtcVendor;
import dev.avataroperator.status.ConditionType;
import dev.avataroperator.status.Reason;
import dev.avataroperator.status.SessionState;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the accounts that a session refers to. What another namespace has and doesn't grant looks
 * exactly like what isn't there.
 */
final class Permits {
  private static final Duration LATER = Duration.ofSeconds(5);
  private static final String ADVICE =
      " of another namespace that may be used from here under that name: check the reference, or"
          + " ask its owner for a grant";

  private final SessionSources sources;
  private final Set<String> admitted = ConcurrentHashMap.newKeySet();

  Permits(SessionSources sources) {
    this.sources = sources;
  }

  void forget(String uid) {
    admitted.remove(uid);
  }

  Optional<AvatarService> service(Turn turn) {
    var ref = turn.session().getSpec().avatar().serviceRef();
    var namespace = References.namespace(turn.session(), ref);
    var service = sources.service(namespace, ref.name());
    if (namespace.equals(turn.namespace())) {
      return service.isPresent()
          ? service
          : turn.missing(
              Accepted,
              Reason.ServiceNotFound,
              "AvatarService " + ref.name() + " doesn't exist in this namespace: create it.");
    }
    var permitted = service.filter(found -> grant(turn.session(), found).isPresent());
    return permitted.isPresent()
        ? permitted
        : turn.missing(
            Accepted,
            Reason.RefNotPermitted,
            "There is no AvatarService" + ADVICE + " that covers the namespace and the avatar.");
  }

  Optional<RtcProvider> provider(Turn turn) {
    var ref = turn.session().getSpec().rtc().providerRef();
    var namespace = References.namespace(turn.session(), ref);
    var provider = sources.provider(namespace, ref.name());
    if (namespace.equals(turn.namespace())) {
      return provider.isPresent()
          ? provider
          : turn.missing(
              Accepted,
              Reason.ProviderNotFound,
              "RtcProvider " + ref.name() + " doesn't exist in this namespace: create it.");
    }
    var permitted = provider.filter(found -> isGranted(turn.session(), found));
    return permitted.isPresent()
        ? permitted
        : turn.missing(
            Accepted,
            Reason.RefNotPermitted,
            "There is no RtcProvider" + ADVICE + " that covers the namespace and the room.");
  }

  /**
   * Whether the grant has a session left for this one. Decided for one session at a time, so that
   * two can't both take the last.
   */
  synchronized boolean admits(Turn turn, AvatarService service) {
    return Ending.isIn(turn.session(), SessionState.Parked)
        || isAdmitted(turn.session())
        || wakes(turn, service);
  }

  /** The same for one that is parked: until then it takes none. */
  synchronized boolean wakes(Turn turn, AvatarService service) {
    var grant =
        turn.namespace().equals(service.getMetadata().getNamespace())
            ? Optional.<ServiceGrant>empty()
            : grant(turn.session(), service);
    var most = grant.map(ServiceGrant::maxSessions);
    if (most.isEmpty()) {
      return true;
    }
    var taken =
        sources.usersOf(service).stream()
            .filter(other -> !other.getMetadata().getUid().equals(turn.uid()))
            .filter(this::isAdmitted)
            .filter(other -> grant.equals(grant(other, service)))
            .count();
    if (taken < most.get()) {
      admitted.add(turn.uid());
      return true;
    }
    turn.again(LATER);
    turn.conditions()
        .isFalse(
            ConditionType.EgressReady,
            Reason.Queued,
            "All " + most.get() + " sessions that the service's owner grants are in use.");
    return false;
  }

  private boolean isAdmitted(AvatarSession other) {
    return Ending.wantsSeat(other)
        && !Ending.isOver(other)
        && (hasTaken(other) || admitted.contains(other.getMetadata().getUid()));
  }

  /** What is parked or queued has a worker and no session at the service. */
  private static boolean hasTaken(AvatarSession other) {
    return Ending.isProvided(other)
        && !Ending.isIn(other, SessionState.Parked)
        && !Ending.isIn(other, SessionState.Queued);
  }

  private Optional<ServiceGrant> grant(AvatarSession session, AvatarService service) {
    return Grants.service(
        service.getSpec().grants(), borrower(session), session.getSpec().avatar().id());
  }

  private boolean isGranted(AvatarSession session, RtcProvider provider) {
    return RtcVendor.all().stream()
        .flatMap(vendor -> vendor.room(session.getSpec().rtc()).stream())
        .allMatch(room -> Grants.room(provider.getSpec().grants(), borrower(session), room));
  }

  private Borrower borrower(AvatarSession session) {
    var namespace = session.getMetadata().getNamespace();
    return new Borrower(namespace, sources.labelsOfNamespace(namespace));
  }
}

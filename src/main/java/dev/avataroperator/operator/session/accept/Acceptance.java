package dev.avataroperator.operator.session.accept;

import static dev.avataroperator.status.ConditionType.Accepted;

import dev.avataroperator.api.v1alpha1.AudioSource.Playlist;
import dev.avataroperator.api.v1alpha1.AvatarService;
import dev.avataroperator.api.v1alpha1.RtcProvider;
import dev.avataroperator.api.v1alpha1.SecretKeyRef;
import dev.avataroperator.control.Assignment.Item;
import dev.avataroperator.credential.ConsoleAccount;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.operator.Install;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.OperatorSettings;
import dev.avataroperator.operator.SourceValue;
import dev.avataroperator.operator.provider.ProviderRules;
import dev.avataroperator.operator.service.ServiceRules;
import dev.avataroperator.operator.session.room.RoomWatch;
import dev.avataroperator.operator.session.room.RtcAccounts;
import dev.avataroperator.operator.session.source.References;
import dev.avataroperator.operator.session.source.SessionSources;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.EffectiveSession;
import dev.avataroperator.operator.session.turn.Ending;
import dev.avataroperator.operator.session.turn.LongestRun;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.rtc.AvatarSeat;
import dev.avataroperator.rtc.InvalidRtcAccountException;
import dev.avataroperator.rtc.MissingRtcKeyException;
import dev.avataroperator.rtc.RtcAccount;
import dev.avataroperator.status.Reason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The first step: is everything that a session refers to there, usable and free? */
public final class Acceptance {
  /** How often a session that waits for a seat looks whether it is free. */
  private static final Duration RIVALRY = Duration.ofSeconds(5);

  private final OperatorSettings settings;
  private final SessionSources sources;
  private final RoomClaims claims;
  private final RoomWatch rooms;
  private final RtcAccounts accounts;
  private final Permits permits;
  private final Install install;
  private final Map<String, Accepted> last = new ConcurrentHashMap<>();

  public Acceptance(
      OperatorSettings settings,
      SessionSources sources,
      RoomClaims claims,
      RoomWatch rooms,
      Install install) {
    this.settings = settings;
    this.sources = sources;
    this.claims = claims;
    this.rooms = rooms;
    this.accounts = new RtcAccounts(sources);
    this.permits = new Permits(sources);
    this.install = install;
  }

  public Optional<Accepted> accept(Turn turn) {
    var problem =
        Unavailable.in(turn.session().getSpec(), turn.namespace(), settings.broker().isPresent())
            .or(
                () ->
                    ClientRules.problem(
                        turn.session().getSpec(), References.defaultIdentity(turn.uid())));
    if (problem.isPresent()) {
      return turn.stop(Accepted, Reason.InvalidSpec, problem.get());
    }
    var accepted = items(turn).flatMap(items -> accept(turn, items));
    accepted.ifPresent(found -> last.put(turn.uid(), found));
    return accepted;
  }

  /** As it was accepted last, by this operator. */
  public Optional<Accepted> last(Turn turn) {
    return turn.accepted().or(() -> Optional.ofNullable(last.get(turn.uid())));
  }

  /** What runs though it isn't accepted now still stands in its room, as it was accepted last. */
  public void lookOn(Turn turn) {
    if (Ending.isProvided(turn.session())) {
      last(turn).ifPresent(found -> rooms.lookOn(turn, found.seat()));
    }
  }

  /** It holds no session at the service from here on. */
  public void parks(Turn turn) {
    permits.forget(turn.uid());
  }

  /** Whether a parked session may have a session at the service again; if not, it is queued. */
  public boolean mayWake(Turn turn) {
    return permits.service(turn).filter(service -> permits.wakes(turn, service)).isPresent();
  }

  private Optional<Accepted> accept(Turn turn, List<Item> items) {
    var service = service(turn);
    return service
        .flatMap(found -> console(turn, found))
        .flatMap(console -> account(turn).map(account -> new Opened(console, account)))
        .flatMap(opened -> seat(turn, opened.account()).map(seat -> opened.at(seat)))
        .filter(seated -> isFree(turn, seated))
        .map(seated -> accepted(turn, service.get(), seated, items))
        .filter(accepted -> permits.admits(turn, service.get()));
  }

  private Optional<List<Item>> items(Turn turn) {
    var wanted =
        EffectiveSession.of(turn.session()).playlist().map(Playlist::items).orElse(List.of());
    var found = PlaylistItems.of(wanted, turn.namespace(), sources);
    if (found.problem() == null) {
      return Optional.of(found.items());
    }
    return found.missing()
        ? turn.missing(Accepted, Reason.ConfigMapNotFound, found.problem())
        : turn.stop(Accepted, Reason.InvalidSpec, found.problem());
  }

  /** Where the session's avatar stands, for those who join it there; takes no seat. */
  public Optional<Standing> standing(Turn turn) {
    var identity = References.defaultIdentity(turn.uid());
    return account(turn)
        .flatMap(
            account ->
                account
                    .seat(turn.session().getSpec().rtc(), identity, Map.of())
                    .map(seat -> new Standing(account, seat)));
  }

  /** The session has ended or is gone: what it took is free. */
  public void forget(String uid) {
    last.remove(uid);
    permits.forget(uid);
  }

  private Accepted accepted(Turn turn, AvatarService service, Seated seated, List<Item> items) {
    var effective = EffectiveSession.of(turn.session());
    var warning =
        LongestRun.of(effective, service.getSpec(), seated.account())
            .warning()
            .map(text -> " " + text)
            .orElse("");
    turn.conditions()
        .isTrue(Accepted, Reason.Accepted, "References, keys and room are in order." + warning);
    return new Accepted(
        effective,
        service.getSpec(),
        seated.console(),
        seated.account(),
        seated.seat(),
        turn.namespace() + "/" + effective.poolName(),
        items);
  }

  private Optional<AvatarService> service(Turn turn) {
    var service = permits.service(turn);
    var problem = service.flatMap(found -> ServiceRules.problem(found.getSpec(), settings));
    return problem.isEmpty()
        ? service
        : turn.stop(
            Accepted,
            Reason.InvalidSpec,
            service.get().getMetadata().getName() + ": " + problem.get());
  }

  private Optional<ConsoleAccount> console(Turn turn, AvatarService service) {
    var spec = service.getSpec();
    var key = source(turn, service, spec.apiKeySecretRef());
    var bundle = spec.caBundleSecretRef();
    var trusted = bundle == null ? Optional.<SecretText>empty() : source(turn, service, bundle);
    if (key.isEmpty() || (bundle != null && trusted.isEmpty())) {
      return Optional.empty();
    }
    var url = URI.create(spec.regions().get(0).consoleUrl());
    return Optional.of(
        new ConsoleAccount(
            ServiceRules.dialect(spec),
            url,
            key.get(),
            trusted.map(SecretText::reveal).orElse(null)));
  }

  private Optional<SecretText> source(Turn turn, HasMetadata owner, SecretKeyRef ref) {
    var namespace = owner.getMetadata().getNamespace();
    var found = SourceValue.of(sources.sourceSecret(namespace, ref.name()), namespace, ref);
    return found.value().isPresent()
        ? found.value()
        : turn.missing(Accepted, Reason.SecretNotFound, missing(turn, owner, found.missing()));
  }

  /** What stands in another namespace isn't named: its owner sees it in that resource's status. */
  private static String missing(Turn turn, HasMetadata owner, String why) {
    return owner.getMetadata().getNamespace().equals(turn.namespace())
        ? why
        : "The keys of the " + owner.getKind() + " aren't in order: tell its owner.";
  }

  private Optional<RtcAccount> account(Turn turn) {
    var provider = permits.provider(turn);
    var problem = provider.flatMap(found -> ProviderRules.problem(found.getSpec(), settings));
    return problem.isEmpty()
        ? provider.flatMap(found -> open(turn, found))
        : turn.stop(
            Accepted,
            Reason.InvalidSpec,
            provider.get().getMetadata().getName() + ": " + problem.get());
  }

  private Optional<RtcAccount> open(Turn turn, RtcProvider provider) {
    try {
      return Optional.of(accounts.open(provider));
    } catch (MissingRtcKeyException e) {
      return turn.missing(Accepted, Reason.SecretNotFound, missing(turn, provider, e.getMessage()));
    } catch (InvalidRtcAccountException e) {
      return turn.stop(Accepted, Reason.InvalidSpec, missing(turn, provider, e.getMessage()));
    }
  }

  private Optional<AvatarSeat> seat(Turn turn, RtcAccount account) {
    var ours = Map.of(Names.INSTALL, install.id(), Names.SESSION_UID, turn.uid());
    var seat =
        account.seat(turn.session().getSpec().rtc(), References.defaultIdentity(turn.uid()), ours);
    if (seat.isEmpty()) {
      return turn.stop(
          Accepted,
          Reason.InvalidSpec,
          "The RtcProvider is "
              + account.kind()
              + ", the session's rtc block is not: name a provider of the same kind.");
    }
    var conflict = ClientRules.conflict(turn.session(), sources);
    if (conflict.isPresent()) {
      turn.again(RIVALRY);
      return turn.stop(Accepted, Reason.RoomConflict, conflict.get());
    }
    claims.returned(turn.uid());
    var key = sources.seats().key(turn.session());
    var others =
        sources.seats().same(turn.session(), uid -> claims.holds(key, uid)).stream()
            .filter(Ending::wantsSeat)
            .filter(Rivals::competes)
            .filter(other -> !claims.isGone(other.getMetadata().getUid()))
            .map(Rivals::claimant)
            .toList();
    if (!claims.claim(key, Rivals.claimant(turn.session()), others)) {
      turn.again(RIVALRY);
      return turn.stop(
          Accepted,
          Reason.RoomConflict,
          "Another AvatarSession stands in this room under this identity:"
              + " use another identity or uid, or delete the other session.");
    }
    return seat;
  }

  /** Whether nobody else stands in the room under the avatar's identity. */
  private boolean isFree(Turn turn, Seated seated) {
    var provider = permits.provider(turn);
    provider.ifPresent(
        found -> turn.found(rooms.look(turn, found, seated.account(), seated.seat())));
    return rooms.mayEnter(turn);
  }

  private record Opened(ConsoleAccount console, RtcAccount account) {
    Seated at(AvatarSeat seat) {
      return new Seated(console, account, seat);
    }
  }

  private record Seated(ConsoleAccount console, RtcAccount account, AvatarSeat seat) {}
}

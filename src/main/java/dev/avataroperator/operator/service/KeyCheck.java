package dev.avataroperator.operator.service;

import static dev.avataroperator.status.ConditionType.Available;
import static dev.avataroperator.status.ConditionType.CredentialsValid;
import static dev.avataroperator.status.ConditionType.Ready;

import dev.avataroperator.api.v1alpha1.AvatarService;
import dev.avataroperator.api.v1alpha1.AvatarServiceStatus;
import dev.avataroperator.credential.Backoff;
import dev.avataroperator.credential.ConsoleAccount;
import dev.avataroperator.credential.MintException;
import dev.avataroperator.credential.MintRecord;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.status.Conditions;
import dev.avataroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tries an API key once per version of its Secret and per generation of the service, by minting a
 * token that expires after a minute and is thrown away. What was found is kept in the status, so a
 * restart tries nothing; what the console says later, when sessions mint, is taken up.
 */
final class KeyCheck {
  private static final Duration TRIAL_LIFE = Duration.ofMinutes(1);
  private static final Duration BILLING_RETRY = Duration.ofMinutes(10);
  private static final Set<String> UNPAID =
      Set.of(Reason.BillingRequired.name(), Reason.CreditsExhausted.name());

  private final MintRecord minter;
  private final Clock clock;
  private final Backoff backoff = new Backoff(new Random());
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final Map<String, Instant> unpaidSince = new ConcurrentHashMap<>();

  KeyCheck(MintRecord minter, Clock clock) {
    this.minter = minter;
    this.clock = clock;
  }

  /** The API key, the CA bundle or null, and the version of the Secret that holds the key. */
  record Key(SecretText value, String caBundle, String version) {}

  /** Sets the conditions; when to try again, if a try failed for the moment. */
  Optional<Duration> judge(AvatarService service, Key key, Conditions conditions) {
    var console = URI.create(service.getSpec().regions().get(0).consoleUrl());
    var dialect = ServiceRules.dialect(service.getSpec());
    var account = new ConsoleAccount(dialect, console, key.value(), key.caBundle());
    var said = minter.lastAnswer(account);
    if (!isChecked(service, key) || mayBePaid(service)) {
      return tryOut(service, account, conditions);
    }
    if (said.isPresent() && said.get().refusal().isPresent() == isValid(service)) {
      said.get().refusal().ifPresentOrElse(e -> refused(conditions, e), () -> works(conditions));
    } else {
      conditions.keep(CredentialsValid).keep(Available).keep(Ready);
    }
    return Optional.empty();
  }

  private Optional<Duration> tryOut(
      AvatarService service, ConsoleAccount account, Conditions conditions) {
    var uid = service.getMetadata().getUid();
    try {
      minter.mint(account, clock.instant().plus(TRIAL_LIFE));
      failures.remove(uid);
      works(conditions);
      return Optional.empty();
    } catch (MintException e) {
      if (!e.retryable()) {
        unpaidSince.remove(uid);
        refused(conditions, e);
        return Optional.empty();
      }
      var reason = Reason.of(e.code());
      conditions.isUnknown(CredentialsValid, reason, "The API key couldn't be tried.");
      conditions.isFalse(Available, reason, e.getMessage());
      conditions.isFalse(Ready, reason, e.getMessage());
      return Optional.of(backoff.after(failures.merge(uid, 1, Integer::sum)));
    }
  }

  /** What is put right at the console changes nothing here, so it is tried again. */
  private boolean mayBePaid(AvatarService service) {
    var uid = service.getMetadata().getUid();
    if (condition(service).map(Condition::getReason).filter(UNPAID::contains).isEmpty()) {
      unpaidSince.remove(uid);
      return false;
    }
    var since = unpaidSince.computeIfAbsent(uid, any -> clock.instant());
    return !clock.instant().isBefore(since.plus(BILLING_RETRY));
  }

  /** Forgets the services that are gone. */
  void retain(Collection<String> uids) {
    failures.keySet().retainAll(uids);
    unpaidSince.keySet().retainAll(uids);
  }

  private static void works(Conditions conditions) {
    conditions.isTrue(CredentialsValid, Reason.Valid, "The console accepts the API key.");
    conditions.isTrue(Available, Reason.Available, "The console answers.");
    conditions.isTrue(Ready, Reason.Available, "Session tokens can be minted.");
  }

  private static void refused(Conditions conditions, MintException e) {
    var reason = Reason.of(e.code());
    conditions.isFalse(CredentialsValid, reason, e.getMessage());
    conditions.isTrue(Available, Reason.Available, "The console answers.");
    conditions.isFalse(Ready, reason, e.getMessage());
  }

  private static boolean isValid(AvatarService service) {
    return condition(service).filter(found -> found.getStatus().equals("True")).isPresent();
  }

  private static Optional<Condition> condition(AvatarService service) {
    return Optional.ofNullable(service.getStatus())
        .map(AvatarServiceStatus::conditions)
        .orElse(List.of())
        .stream()
        .filter(condition -> condition.getType().equals(CredentialsValid.name()))
        .findFirst();
  }

  private static boolean isChecked(AvatarService service, Key key) {
    var status = service.getStatus();
    return status != null
        && key.version().equals(status.apiKeyVersion())
        && Objects.equals(status.observedGeneration(), service.getMetadata().getGeneration())
        && condition(service).filter(found -> !found.getStatus().equals("Unknown")).isPresent();
  }
}

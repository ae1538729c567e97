package dev.avataroperator.operator.service;

import static dev.avataroperator.status.ConditionType.Available;
import static dev.avataroperator.status.ConditionType.CredentialsValid;
import static dev.avataroperator.status.ConditionType.Ready;

import dev.avataroperator.api.v1alpha1.AvatarService;
import dev.avataroperator.credential.Backoff;
import dev.avataroperator.credential.ConsoleAccount;
import dev.avataroperator.credential.MintException;
import dev.avataroperator.credential.MintRecord;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.status.Conditions;
import dev.avataroperator.status.Reason;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tries an API key once per version of its Secret and per generation of the service, by minting a
 * token that expires after a minute and is thrown away. What was found is kept in the status, so a
 * restart tries nothing; what the console says later, when sessions mint, is taken up.
 */
final class KeyCheck {
  private static final Duration TRIAL_LIFE = Duration.ofMinutes(1);

  private final MintRecord minter;
  private final Clock clock;
  private final Backoff backoff = new Backoff(new Random());
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();

  KeyCheck(MintRecord minter, Clock clock) {
    this.minter = minter;
    this.clock = clock;
  }

  /** The API key, the CA bundle or null, and the version of the Secret that holds the key. */
  record Key(String value, String caBundle, String version) {
    @Override
    public String toString() {
      return "Key[" + version + "]";
    }
  }

  /** Sets the conditions; when to try again, if a try failed for the moment. */
  Optional<Duration> judge(AvatarService service, Key key, Conditions conditions) {
    var console = URI.create(service.getSpec().regions().get(0).consoleUrl());
    var dialect = ServiceRules.dialect(service.getSpec());
    var account = new ConsoleAccount(dialect, console, SecretText.of(key.value()), key.caBundle());
    var said = minter.lastAnswer(account);
    if (!isChecked(service, key)) {
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
    return service.getStatus().conditions().stream()
        .filter(condition -> condition.getType().equals(CredentialsValid.name()))
        .anyMatch(condition -> condition.getStatus().equals("True"));
  }

  private static boolean isChecked(AvatarService service, Key key) {
    var status = service.getStatus();
    return status != null
        && key.version().equals(status.apiKeyVersion())
        && Objects.equals(status.observedGeneration(), service.getMetadata().getGeneration())
        && status.conditions() != null
        && status.conditions().stream()
            .anyMatch(
                condition ->
                    condition.getType().equals(CredentialsValid.name())
                        && !condition.getStatus().equals("Unknown"));
  }
}

package dev.avataroperator.operator.provider;

import static dev.avataroperator.status.ConditionType.CredentialsValid;
import static dev.avataroperator.status.ConditionType.Reachable;
import static dev.avataroperator.status.ConditionType.Ready;

import dev.avataroperator.credential.Backoff;
import dev.avataroperator.operator.rooms.RoomServers;
import dev.avataroperator.rtc.RoomException;
import dev.avataroperator.rtc.RoomServer;
import dev.avataroperator.status.Conditions;
import dev.avataroperator.status.Reason;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Calls an RTC server to see whether it answers and takes the keys. An outage takes nothing from
 * Ready: tokens are minted without the server, and nobody has to change the resource.
 */
final class ProviderCheck {
  private static final Duration EVERY = Duration.ofMinutes(5);

  private final RoomServers servers;
  private final RandomGenerator random;
  private final Backoff backoff;
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final Map<String, String> accepted = new ConcurrentHashMap<>();

  ProviderCheck(RoomServers servers, RandomGenerator random) {
    this.servers = servers;
    this.random = random;
    this.backoff = new Backoff(random);
  }

  /** Sets the conditions; when to call again. */
  Duration judge(String uid, RoomServer server, Conditions conditions) {
    try {
      servers.check(server);
      failures.remove(uid);
      accepted.put(uid, server.key());
      reachable(conditions);
      conditions.isTrue(CredentialsValid, Reason.Valid, "The RTC server accepts the API key.");
      conditions.isTrue(Ready, Reason.Available, "Tokens can be minted.");
    } catch (RoomException e) {
      if (e.kind() == RoomException.Kind.UNREACHABLE) {
        return outage(uid, server, conditions, e);
      }
      failures.remove(uid);
      reachable(conditions);
      conditions.isFalse(CredentialsValid, Reason.Invalid, e.getMessage());
      conditions.isFalse(Ready, Reason.Invalid, e.getMessage());
    }
    return EVERY.plusMillis((long) (random.nextDouble() * EVERY.toMillis() / 5));
  }

  /** Forgets the providers that are gone. */
  void retain(Collection<String> uids) {
    failures.keySet().retainAll(uids);
    accepted.keySet().retainAll(uids);
  }

  /** What is stored of the key stays, unless it is another key. */
  private Duration outage(String uid, RoomServer server, Conditions conditions, RoomException e) {
    conditions.keep(CredentialsValid);
    var isOther = !accepted.getOrDefault(uid, server.key()).equals(server.key());
    if (isOther || conditions.get(CredentialsValid).isEmpty()) {
      conditions.isUnknown(
          CredentialsValid, Reason.ServiceUnavailable, "The API key couldn't be tried.");
    }
    conditions.isFalse(Reachable, Reason.ServiceUnavailable, e.getMessage());
    conditions.isTrue(Ready, Reason.Available, "Tokens can be minted.");
    return backoff.after(failures.merge(uid, 1, Integer::sum));
  }

  private static void reachable(Conditions conditions) {
    conditions.isTrue(Reachable, Reason.Available, "The RTC server answers.");
  }
}

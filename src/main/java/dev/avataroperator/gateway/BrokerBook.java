package dev.avataroperator.gateway;

import dev.avataroperator.credential.ConsoleAccount;
import dev.avataroperator.credential.RollingToken.Previous;
import dev.avataroperator.credential.Sha256;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which keys open what at the broker: one session's keys, and only while it may run. */
public final class BrokerBook {
  private static final int REMEMBERED = 10_000;

  private final Map<String, Door> doors = new ConcurrentHashMap<>();
  private final Map<String, String> owners = new ConcurrentHashMap<>();
  private final Map<String, String> withdrawn =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** What the holder of a key gets. */
  public sealed interface Access {}

  /** Session tokens of this account. */
  public record Open(ConsoleAccount account) implements Access {}

  /** Nothing for the time being; the status is one of HTTP. */
  public record Shut(int status, String why) implements Access {}

  private record Door(List<Previous> keys, Access access) {}

  /** A key that was recognised. */
  record Found(String session, Access access) {}

  /** These keys, and no others of the session, get this. */
  public synchronized void admit(String session, List<Previous> keys, Access access) {
    forgetKeys(session);
    keys.forEach(key -> owners.put(key.sha256(), session));
    keys.forEach(key -> withdrawn.remove(key.sha256()));
    doors.put(session, new Door(List.copyOf(keys), access));
  }

  /** The session's keys stay known and get nothing but this answer. */
  public synchronized void shut(String session, Shut answer) {
    doors.computeIfPresent(session, (uid, door) -> new Door(door.keys(), answer));
  }

  /** Its keys are unknown from here on. */
  public synchronized void withdraw(String session) {
    forgetKeys(session);
    doors.remove(session);
  }

  private void forgetKeys(String session) {
    var door = doors.get(session);
    if (door != null) {
      door.keys().forEach(key -> owners.remove(key.sha256()));
      door.keys().forEach(key -> withdrawn.put(key.sha256(), session));
    }
  }

  /** Whether it was a key once, as far as that is remembered. */
  synchronized boolean isWithdrawn(String presented) {
    return withdrawn.containsKey(Sha256.hex(presented));
  }

  Optional<Found> find(String presented, Instant now) {
    var hash = Sha256.of(presented);
    var owner = owners.get(HexFormat.of().formatHex(hash));
    var door = owner == null ? null : doors.get(owner);
    if (door == null) {
      return Optional.empty();
    }
    var good = false;
    for (var key : door.keys()) {
      var same = MessageDigest.isEqual(hash, HexFormat.of().parseHex(key.sha256()));
      good |= same && key.expiresAt().isAfter(now);
    }
    return good ? Optional.of(new Found(owner, door.access())) : Optional.empty();
  }
}

package dev.avataroperator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The conditions of one resource while they are computed. An unchanged status keeps its transition
 * time; an unchanged condition stays as it was stored, so that writing nothing is possible.
 */
public final class Conditions {
  private static final int MAX_MESSAGE = 1024;

  private final Map<ConditionType, Condition> now = new EnumMap<>(ConditionType.class);
  private final Map<String, Condition> before = new HashMap<>();
  private final long generation;
  private final Instant time;

  private Conditions(List<Condition> stored, long generation, Instant time) {
    this.generation = generation;
    this.time = time.truncatedTo(ChronoUnit.SECONDS);
    if (stored != null) {
      stored.stream()
          .filter(condition -> Reason.isKnown(condition.getReason()))
          .forEach(condition -> before.put(condition.getType(), condition));
    }
  }

  public static Conditions after(List<Condition> stored, Long generation, Instant time) {
    return new Conditions(stored, generation == null ? 0 : generation, time);
  }

  public Conditions isTrue(ConditionType type, Reason reason, String message) {
    return set(type, "True", reason.name(), message);
  }

  public Conditions isFalse(ConditionType type, Reason reason, String message) {
    return set(type, "False", reason.name(), message);
  }

  public Conditions isUnknown(ConditionType type, Reason reason, String message) {
    return set(type, "Unknown", reason.name(), message);
  }

  /** Carries the stored condition over as it is: nothing new was observed. */
  public Conditions keep(ConditionType type) {
    var stored = before.get(type.name());
    if (stored != null) {
      set(type, stored.getStatus(), stored.getReason(), stored.getMessage());
    }
    return this;
  }

  /** Forgets what was found in this turn. */
  public Conditions clear(ConditionType type) {
    now.remove(type);
    return this;
  }

  /** Forgets all that was found in this turn: it has no meaning for what is over. */
  public Conditions clearFindings() {
    now.clear();
    return this;
  }

  /**
   * Says beside a Ready that is false whether it waits for a person (Stalled) or not (Reconciling),
   * for tools that wait for a resource; {@code young}: what it lacks may be applied with it.
   */
  public Conditions explainReady(boolean young) {
    if (denies(ConditionType.Ready)) {
      var ready = now.get(ConditionType.Ready);
      var reason = Reason.valueOf(ready.getReason());
      var waits = !reason.needsPerson(ConditionType.Ready) || (young && reason.mayFollow());
      isTrue(waits ? ConditionType.Reconciling : ConditionType.Stalled, reason, ready.getMessage());
    }
    return this;
  }

  public Optional<Condition> get(ConditionType type) {
    return Optional.ofNullable(now.get(type));
  }

  public boolean holds(ConditionType type) {
    return get(type).map(condition -> "True".equals(condition.getStatus())).orElse(false);
  }

  public boolean denies(ConditionType type) {
    return get(type).map(condition -> "False".equals(condition.getStatus())).orElse(false);
  }

  /** In the order of {@link ConditionType}. */
  public List<Condition> list() {
    return new ArrayList<>(now.values());
  }

  private Conditions set(ConditionType type, String status, String reason, String message) {
    var stored = before.get(type.name());
    var since =
        stored != null && Objects.equals(stored.getStatus(), status)
            ? stored.getLastTransitionTime()
            : time.toString();
    now.put(
        type,
        new ConditionBuilder()
            .withType(type.name())
            .withStatus(status)
            .withReason(reason)
            .withMessage(shorten(message))
            .withObservedGeneration(generation)
            .withLastTransitionTime(since)
            .build());
    return this;
  }

  private static String shorten(String message) {
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 1) + "…";
  }
}

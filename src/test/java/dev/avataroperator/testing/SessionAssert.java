package dev.avataroperator.testing;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** What tests say of a session's status. */
public final class SessionAssert extends AbstractAssert<SessionAssert, AvatarSession> {
  private SessionAssert(AvatarSession actual) {
    super(actual, SessionAssert.class);
  }

  public static SessionAssert assertThat(AvatarSession actual) {
    return new SessionAssert(actual);
  }

  public SessionAssert hasState(String state) {
    hasStatus();
    Assertions.assertThat(actual.getStatus().state())
        .as(() -> "state of " + summary())
        .isEqualTo(state);
    return this;
  }

  public SessionAssert isTrue(String type, String reason) {
    return has(type, "True", reason);
  }

  public SessionAssert isFalse(String type, String reason) {
    return has(type, "False", reason);
  }

  public SessionAssert isUnknown(String type, String reason) {
    return has(type, "Unknown", reason);
  }

  /** The message of a condition says all of these. */
  public SessionAssert says(String type, String... texts) {
    Assertions.assertThat(condition(type).map(Condition::getMessage).orElse(""))
        .as(() -> "message of " + type + " in " + summary())
        .contains(texts);
    return this;
  }

  public SessionAssert lacks(String type) {
    Assertions.assertThat(condition(type)).as(() -> type + " in " + summary()).isEmpty();
    return this;
  }

  /**
   * What GitOps tools and kubectl wait rely on: a session that isn't Ready is either Reconciling or
   * Stalled, one that is Ready is neither, and these two stand there only while they are true.
   */
  public SessionAssert isConsistent() {
    var ready = condition("Ready").map(Condition::getStatus).orElse("missing");
    var moving = condition("Reconciling").map(Condition::getStatus);
    var stuck = condition("Stalled").map(Condition::getStatus);
    Assertions.assertThat(List.of("True", "False")).as(this::summary).contains(ready);
    if (ready.equals("True")) {
      Assertions.assertThat(moving.or(() -> stuck)).as(this::summary).isEmpty();
    } else {
      Assertions.assertThat(moving.isPresent() != stuck.isPresent()).as(this::summary).isTrue();
      Assertions.assertThat(moving.or(() -> stuck)).as(this::summary).contains("True");
    }
    Assertions.assertThat(actual.getStatus().conditions())
        .as(this::summary)
        .allSatisfy(condition -> Assertions.assertThat(condition.getMessage()).isNotBlank())
        .extracting(Condition::getType)
        .doesNotHaveDuplicates();
    return this;
  }

  private SessionAssert has(String type, String status, String reason) {
    hasStatus();
    Assertions.assertThat(condition(type))
        .as(() -> type + " in " + summary())
        .hasValueSatisfying(
            condition -> {
              Assertions.assertThat(condition.getStatus()).isEqualTo(status);
              Assertions.assertThat(condition.getReason()).isEqualTo(reason);
            });
    return this;
  }

  private void hasStatus() {
    isNotNull();
    Assertions.assertThat(actual.getStatus()).as("status").isNotNull();
  }

  private Optional<Condition> condition(String type) {
    return actual.getStatus().conditions().stream()
        .filter(condition -> condition.getType().equals(type))
        .findFirst();
  }

  private String summary() {
    var lines = new StringBuilder(actual.getMetadata().getName());
    actual
        .getStatus()
        .conditions()
        .forEach(
            condition ->
                lines
                    .append("\n  ")
                    .append(condition.getType())
                    .append('=')
                    .append(condition.getStatus())
                    .append(' ')
                    .append(condition.getReason())
                    .append(": ")
                    .append(condition.getMessage()));
    return lines.toString();
  }
}

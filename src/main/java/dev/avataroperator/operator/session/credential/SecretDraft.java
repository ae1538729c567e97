package dev.avataroperator.operator.session.credential;

import dev.avataroperator.credential.SecretText;
import java.util.Map;

/** What one of a session's Secrets is to hold. */
record SecretDraft(
    String name, String component, Map<String, SecretText> data, Map<String, String> annotations) {
  /** Only its name: enough to ask whether it would be taken. */
  static SecretDraft empty(String name) {
    return new SecretDraft(name, "egress", Map.of(), Map.of());
  }
}

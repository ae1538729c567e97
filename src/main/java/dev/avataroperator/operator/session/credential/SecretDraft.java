package dev.avataroperator.operator.session.credential;

import dev.avataroperator.credential.SecretText;
import java.util.Map;

/** What one of a session's Secrets is to hold. */
record SecretDraft(
    String name, String component, Map<String, SecretText> data, Map<String, String> annotations) {}

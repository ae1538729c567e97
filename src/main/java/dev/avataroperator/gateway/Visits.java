package dev.avataroperator.gateway;

import dev.avataroperator.credential.SecretText;
import java.util.Map;

/** Mints what somebody joins a session's room with. Blocks. */
public interface Visits {

  /** The fields of the answer; whether the caller may was asked before. */
  Map<String, SecretText> admit(String namespace, String session, TokenRequest request)
      throws Refusal;
}

package dev.avataroperator.rtc;

import dev.avataroperator.api.v1alpha1.Client;
import java.util.Map;

/**
 * A participant who asked for a token of his own.
 *
 * @param identity the identity at LiveKit, the uid as digits at Agora
 * @param name what others see, or null; with the metadata and attributes known at LiveKit only
 */
public record Visitor(
    String identity,
    Client.Role role,
    String name,
    String metadata,
    Map<String, String> attributes) {

  /** Whether it says anything beside who joins as what. */
  boolean isDescribed() {
    return name != null || metadata != null || !attributes.isEmpty();
  }
}

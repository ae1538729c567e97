package dev.avataroperator.egress;

/** What the service says in one frame, as far as a driving session cares. */
sealed interface Inbound {

  /** The session is accepted; a valid one has a connection id. */
  record Confirm(String connectionId, Capabilities capabilities) implements Inbound {}

  record Animation(String requestId, boolean end) implements Inbound {}

  record Playback(PlaybackSignal signal) implements Inbound {}

  record ServiceError(String requestId, int code, String text) implements Inbound {}

  /** A valid message of a type that isn't for us, or not known yet. */
  record Other() implements Inbound {}

  /** Not a message at all. */
  record Unreadable() implements Inbound {}
}

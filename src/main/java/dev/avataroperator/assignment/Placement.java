package dev.avataroperator.assignment;

/** Where a session streams, or why nowhere; the reason is for people. */
public sealed interface Placement {
  String reason();

  record Placed(String worker, String reason) implements Placement {}

  record NoCapacity(String reason) implements Placement {}
}

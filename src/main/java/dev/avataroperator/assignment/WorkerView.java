package dev.avataroperator.assignment;

/** What is known of a worker; {@code assigned} counts sessions, running or on their way. */
public record WorkerView(
    String name, boolean reachable, boolean draining, boolean busy, int assigned, int capacity) {

  /** Whether it takes another session. */
  public boolean hasRoom() {
    return reachable && !draining && !busy && assigned < capacity;
  }
}

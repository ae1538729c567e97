package dev.avataroperator.egress;

import java.time.Duration;

/**
 * Deadlines and bounds of a driving session.
 *
 * @param handshake dial to confirm, all in all
 * @param connect the TCP connection alone
 * @param pingEvery from an answered ping to the next one
 * @param pongWithin how long the answer to a ping may take
 * @param close from our close to the peer's, after which the connection is cut
 * @param maxMessageBytes the largest message that is read
 */
public record EgressSettings(
    Duration handshake,
    Duration connect,
    Duration pingEvery,
    Duration pongWithin,
    Duration close,
    int maxMessageBytes) {

  private static final int MEBIBYTE = 1 << 20;

  /** What the service's own clients use. */
  public static EgressSettings defaults() {
    return new EgressSettings(
        Duration.ofSeconds(15),
        Duration.ofSeconds(5),
        Duration.ofSeconds(20),
        Duration.ofSeconds(20),
        Duration.ofSeconds(2),
        MEBIBYTE);
  }
}

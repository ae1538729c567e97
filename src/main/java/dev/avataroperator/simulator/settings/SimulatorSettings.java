package dev.avataroperator.simulator.settings;

import dev.avataroperator.credential.SecretText;
import java.time.Duration;
import java.util.Set;

/**
 * What the simulated account looks like and how the service behaves where the real one's behaviour
 * isn't known. An empty set of avatar ids means that every avatar exists.
 */
public record SimulatorSettings(
    String appId,
    SecretText apiKey,
    Set<String> avatarIds,
    Timing timing,
    Quota quota,
    Behaviour behaviour,
    Publishing publishing,
    long keptAudioBytes) {

  /** A zero {@code maxSession} means that a session may last for ever. */
  public record Timing(Duration animationDelay, Duration configureTimeout, Duration maxSession) {}

  /** A {@code concurrency} of 0 means no limit. */
  public record Quota(int concurrency, Point point) {

    /** Where the quota is enforced, and which sessions count for it. */
    public enum Point {
      /** The token call gets 429 while as many connections are open. */
      Mint,
      /** Every connection counts; one too many is closed with 4003 right after its upgrade. */
      Upgrade,
      /** Only configured sessions count; one too many is closed with 4003 instead of a confirm. */
      Configure
    }
  }

  public static SimulatorSettings of(String appId, SecretText apiKey) {
    return new SimulatorSettings(
        appId,
        apiKey,
        Set.of(),
        new Timing(Duration.ofMillis(120), Duration.ofSeconds(30), Duration.ZERO),
        new Quota(0, Quota.Point.Mint),
        Behaviour.usual(),
        Publishing.off(),
        32L << 20);
  }

  public SimulatorSettings withAvatarIds(Set<String> ids) {
    return new SimulatorSettings(
        appId, apiKey, ids, timing, quota, behaviour, publishing, keptAudioBytes);
  }

  public SimulatorSettings withTiming(Timing other) {
    return new SimulatorSettings(
        appId, apiKey, avatarIds, other, quota, behaviour, publishing, keptAudioBytes);
  }

  public SimulatorSettings withBehaviour(Behaviour other) {
    return new SimulatorSettings(
        appId, apiKey, avatarIds, timing, quota, other, publishing, keptAudioBytes);
  }

  public SimulatorSettings withKeptAudio(long bytes) {
    return new SimulatorSettings(
        appId, apiKey, avatarIds, timing, quota, behaviour, publishing, bytes);
  }

  public SimulatorSettings withQuota(Quota other) {
    return new SimulatorSettings(
        appId, apiKey, avatarIds, timing, other, behaviour, publishing, keptAudioBytes);
  }

  public SimulatorSettings withPublishing(Publishing other) {
    return new SimulatorSettings(
        appId, apiKey, avatarIds, timing, quota, behaviour, other, keptAudioBytes);
  }
}

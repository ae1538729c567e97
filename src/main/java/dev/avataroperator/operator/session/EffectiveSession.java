package dev.avataroperator.operator.session;

import dev.avataroperator.api.v1alpha1.AudioFormat;
import dev.avataroperator.api.v1alpha1.AudioSource.Playlist;
import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.Driver.Audio;
import dev.avataroperator.api.v1alpha1.Driver.Worker;
import dev.avataroperator.api.v1alpha1.GoDuration;
import dev.avataroperator.credential.Sha256;
import java.time.Duration;
import java.util.Optional;

/** A session's settings with every default applied. */
record EffectiveSession(
    String poolName,
    AudioFormat format,
    int sampleRateHz,
    Optional<Playlist> playlist,
    Duration maxDuration,
    Duration idleTimeout) {
  private static final Duration MAX_DURATION = Duration.ofHours(2);
  private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(11);
  private static final int SAMPLE_RATE_HZ = 24_000;

  static EffectiveSession of(AvatarSession session) {
    var spec = session.getSpec();
    var worker = Optional.ofNullable(spec.driver()).map(driver -> driver.worker());
    var audio = worker.map(Worker::audio);
    return new EffectiveSession(
        worker.map(Worker::poolRef).map(ref -> ref.name()).orElse("default"),
        audio.map(Audio::format).orElse(AudioFormat.PCM_S16LE),
        audio.map(Audio::sampleRateHz).orElse(SAMPLE_RATE_HZ),
        audio.map(Audio::source).map(source -> source.playlist()),
        Optional.ofNullable(spec.limits())
            .map(limits -> limits.maxDuration())
            .map(GoDuration::parse)
            .orElse(MAX_DURATION),
        IDLE_TIMEOUT);
  }

  /** Changes with whatever a worker can't change under a running session. */
  String audioVersion() {
    return Sha256.hex(format + " " + sampleRateHz + " " + playlist).substring(0, 16);
  }

  boolean isIngest() {
    return playlist.isEmpty();
  }
}

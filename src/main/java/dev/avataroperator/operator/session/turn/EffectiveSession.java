package dev.avataroperator.operator.session.turn;

import dev.avataroperator.api.v1alpha1.AudioFormat;
import dev.avataroperator.api.v1alpha1.AudioSource;
import dev.avataroperator.api.v1alpha1.AudioSource.Item;
import dev.avataroperator.api.v1alpha1.AudioSource.Playlist;
import dev.avataroperator.api.v1alpha1.AudioSource.Tone;
import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.AvatarSessionSpec.RestartPolicy;
import dev.avataroperator.api.v1alpha1.Driver.Audio;
import dev.avataroperator.api.v1alpha1.Driver.Worker;
import dev.avataroperator.api.v1alpha1.GoDuration;
import dev.avataroperator.credential.Sha256;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A session's settings with every default applied. */
public record EffectiveSession(
    String avatarId,
    String poolName,
    AudioFormat format,
    int sampleRateHz,
    Optional<Playlist> playlist,
    Optional<Tone> tone,
    Duration maxDuration,
    Optional<Idle> idle,
    Duration startTimeout,
    RestartPolicy restartPolicy,
    DrivenBy drivenBy) {
  private static final Duration MAX_DURATION = Duration.ofHours(2);
  private static final Duration BEYOND_IDLE = Duration.ofSeconds(60);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(11);
  private static final int SAMPLE_RATE_HZ = 24_000;

  public static EffectiveSession of(AvatarSession session) {
    var spec = session.getSpec();
    var worker = Optional.ofNullable(spec.driver()).map(driver -> driver.worker());
    var drivenBy = DrivenBy.of(session);
    var audio = worker.map(Worker::audio);
    return new EffectiveSession(
        spec.avatar().id(),
        worker.map(Worker::poolRef).map(ref -> ref.name()).orElse("default"),
        audio.map(Audio::format).orElse(AudioFormat.PCM_S16LE),
        audio.map(Audio::sampleRateHz).orElse(SAMPLE_RATE_HZ),
        audio.map(Audio::source).map(source -> source.playlist()),
        audio.map(Audio::source).map(source -> source.tone()),
        Optional.ofNullable(spec.limits())
            .map(limits -> limits.maxDuration())
            .map(GoDuration::parse)
            .orElse(MAX_DURATION),
        Idle.of(spec, drivenBy.isWorker() && isPushed(audio.map(Audio::source))),
        Optional.ofNullable(spec.limits())
            .map(limits -> limits.startTimeout())
            .map(GoDuration::parse)
            .orElse(START_TIMEOUT),
        Optional.ofNullable(spec.restartPolicy()).orElse(RestartPolicy.OnFailure),
        drivenBy);
  }

  private static boolean isPushed(Optional<AudioSource> source) {
    return source.filter(set -> set.playlist() != null || set.tone() != null).isEmpty();
  }

  /** Changes with whatever can't change under a running session, only by a rollover. */
  public String streamVersion() {
    return drivenBy.isWorker()
        ? version(Stream.of(avatarId, format.name(), "" + sampleRateHz, "" + isIngest()))
        : version(Stream.of(avatarId, drivenBy.name()));
  }

  /** Changes with the items of the playlist. */
  String playlistVersion() {
    return version(playlist.map(Playlist::items).orElse(List.of()).stream().map(Item::toString));
  }

  private static String version(Stream<String> parts) {
    return Sha256.hex(parts.collect(Collectors.joining("\n"))).substring(0, 16);
  }

  /** The silence between two items. */
  public Duration gap() {
    return playlist.map(Playlist::gap).map(GoDuration::parse).orElse(Duration.ZERO);
  }

  /** How long the service waits in silence before it gives up: longer than the session means to. */
  public Duration idleTimeout() {
    var silence = idle.map(Idle::afterSilence).orElseGet(this::gap).plus(BEYOND_IDLE);
    return idle.isPresent() || silence.compareTo(IDLE_TIMEOUT) > 0 ? silence : IDLE_TIMEOUT;
  }

  /** Whether a worker of ours takes pushed audio. */
  public boolean isIngest() {
    return drivenBy.isWorker() && playlist.isEmpty() && tone.isEmpty();
  }
}

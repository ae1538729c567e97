package dev.avataroperator.simulator.publish;

import dev.avataroperator.egress.proto.AudioFormat;
import dev.avataroperator.simulator.configure.ConfigureCheck.Configuration;
import dev.avataroperator.simulator.configure.Egress;
import dev.avataroperator.simulator.publish.speech.SpeechQueue;
import dev.avataroperator.simulator.publish.webrtc.WebRtcMedia;
import dev.avataroperator.simulator.record.PublicationRecord;
import dev.avataroperator.simulator.settings.Publishing;
import dev.avataroperator.simulator.settings.Publishing.Mode;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

/** Makes the publishers of all sessions. */
public final class Publishers {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Publishing settings;
  private final Studio studio;

  public Publishers(Publishing settings, LongSupplier nanoTime) {
    this(settings, nanoTime, WebRtcMedia::load);
  }

  Publishers(Publishing settings, LongSupplier nanoTime, Callable<Media> library) {
    this.settings = settings;
    this.studio = settings.mode() == Mode.Off ? null : new Studio(settings, nanoTime, library);
  }

  public Publishing settings() {
    return settings;
  }

  /** Fails unless sessions can be published, where they must be. */
  public void check() throws PublishProblem {
    if (settings.mode() == Mode.Required) {
      studio.library();
    }
  }

  /**
   * For a session that was configured so.
   *
   * @param removed is run, on any thread, when the room removed the participant for good
   */
  public RoomPublisher forSession(
      Configuration configuration, PublicationRecord record, Runnable removed) {
    if (studio == null || !(configuration.egress() instanceof Egress.LiveKit egress)) {
      return RoomPublisher.NONE;
    }
    record.wanted();
    var room = Room.of(egress, configuration.rtcToken());
    var speech =
        configuration.format() == AudioFormat.AUDIO_FORMAT_OGG_OPUS
            ? SpeechQueue.ofOpus(record::unheard)
            : SpeechQueue.ofPcm(configuration.sampleRate(), record::unheard);
    return new Publisher(studio, room, speech, record, removed);
  }

  /** Waits until those who were told to leave have left. */
  public void close() {
    if (studio != null) {
      studio.close(PATIENCE);
    }
  }
}

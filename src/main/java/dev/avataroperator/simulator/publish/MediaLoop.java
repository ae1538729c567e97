package dev.avataroperator.simulator.publish;

import dev.avataroperator.simulator.publish.face.Face;
import dev.avataroperator.simulator.publish.speech.ChunkClock;
import dev.avataroperator.simulator.publish.speech.FrameRate;
import dev.avataroperator.simulator.publish.speech.Mouth;
import dev.avataroperator.simulator.publish.speech.SpeechQueue;
import dev.avataroperator.simulator.record.PublicationRecord;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Sends what is due of sound and pictures, whenever it is run; the mouth follows the sound. */
final class MediaLoop implements Runnable {
  private final Media.Connection connection;
  private final SpeechQueue speech;
  private final Face face;
  private final FrameRate frames;
  private final PublicationRecord record;
  private final LongSupplier nanoTime;
  private final ChunkClock clock = new ChunkClock();
  private final Mouth mouth = new Mouth();
  private final short[] chunk = new short[SpeechQueue.CHUNK_SAMPLES];

  MediaLoop(
      Media.Connection connection, SpeechQueue speech, Studio studio, PublicationRecord record) {
    this.connection = connection;
    this.speech = speech;
    this.face = studio.newFace();
    this.frames = new FrameRate(studio.settings().picture().framesPerSecond());
    this.nanoTime = studio.nanoTime();
    this.record = record;
  }

  @Override
  public void run() {
    var now = nanoTime.getAsLong();
    for (var due = clock.due(now); due > 0; due--) {
      var spoken = speech.next(chunk);
      mouth.hear(chunk);
      connection.sound(chunk);
      record.sound(spoken);
      if (frames.isDue()) {
        connection.picture(face.at(TimeUnit.NANOSECONDS.toMillis(now), mouth.openness()));
        record.picture();
      }
    }
  }
}

package dev.avataroperator.bench;

import dev.avataroperator.testing.AudioFiles;
import dev.avataroperator.testing.IngestClient;
import java.util.Arrays;

/** What a listener hears of speech that is pushed, and of an interrupt. */
final class Speaking implements AutoCloseable {
  private static final String SESSION = "talk";
  private static final int CHUNK_MS = 20;

  private final Figures figures;
  private final RoomRig rig;
  private final Listener listener;
  private final IngestClient pipeline;
  private ConsoleWindow console;

  Speaking(RoomRig rig, Figures figures) {
    this.rig = rig;
    this.figures = figures;
    rig.apply(SESSION);
    rig.tenant().await(SESSION, "Ready");
    listener = new Listener(rig, rig.seat(SESSION, "listener"));
    listener.firstFrame();
    pipeline = IngestClient.of(rig.tenant(), SESSION);
    pipeline.await("ready");
  }

  /** A segment, from its first 20 ms on. */
  void hear(int number) {
    var segment = "hear-" + number;
    var audio = Tone.seconds(1);
    var first = AudioFiles.FORMAT.bytesPerSecond() * CHUNK_MS / 1000;
    settle();
    pipeline.start(segment).push(Arrays.copyOf(audio, first));
    var pushed = RoomRig.now();
    pipeline.push(Arrays.copyOfRange(audio, first, audio.length)).end();
    var finished = pipeline.await("finished", segment);
    listener.awaitSilence();
    figures.add(
        Point.CHUNK_TO_SOUND, listener.sounds().risesAbove(Listener.AUDIBLE, pushed) - pushed);
    figures.add(Point.FIRST_ANIMATION, finished.path("latencyMs").asDouble());
  }

  /** A segment of which the console makes an end. */
  void interrupt(int number) {
    if (console == null) {
      console = new ConsoleWindow(rig, SESSION);
    }
    var segment = "interrupt-" + number;
    settle();
    pipeline.speak(segment, Tone.seconds(8));
    listener.awaitSound();
    var pressed = console.interrupt();
    listener.awaitSilence();
    figures.add(
        Point.PRESSED_TO_SILENCE,
        listener.sounds().fallsForGood(Listener.AUDIBLE, pressed) - pressed);
    pipeline.await("finished", segment);
  }

  /** Recorded speech, and the mouth that goes with it. */
  void watch(int number) {
    var segment = "watch-" + number;
    listener.look();
    settle();
    pipeline.speak(segment, AudioFiles.samples(AudioFiles.WELCOME));
    pipeline.await("finished", segment);
    listener.awaitSilence();
    var offset = Offset.between(listener.sounds().map(Speaking::openness), listener.mouths());
    figures.add(Point.PICTURE_AFTER_SOUND, offset.millis());
    figures.add(Point.LIKENESS, 100 * offset.likeness());
  }

  /** A tone that a page turns on and off, without anything of ours. */
  static void runBare(RoomRig rig, Figures figures, int runs) {
    try (var listener = new Listener(rig, rig.seat("bare-talk", "listener"));
        var publisher = new BarePublisher(rig)) {
      publisher.join(rig.seat("bare-talk", "publisher"));
      listener.firstFrame();
      for (var run = 0; run <= runs; run++) {
        listener.awaitSilence();
        listener.forget();
        var on = publisher.speak(true);
        listener.awaitSound();
        var heard = listener.sounds().risesAbove(Listener.AUDIBLE, on);
        var off = publisher.speak(false);
        listener.awaitSilence();
        if (run > 0) {
          figures.add(Point.BARE_ON_TO_SOUND, heard - on);
          figures.add(
              Point.BARE_OFF_TO_SILENCE,
              listener.sounds().fallsForGood(Listener.AUDIBLE, off) - off);
        }
      }
    }
  }

  @Override
  public void close() {
    pipeline.close();
    listener.close();
    if (console != null) {
      console.close();
    }
  }

  private void settle() {
    listener.awaitSilence();
    listener.forget();
  }

  /** As the simulator's mouth follows loudness: by decibels, shut below -50, wide open at -14. */
  private static double openness(double loudness) {
    var decibels = 20 * Math.log10(Math.max(loudness, 1e-6));
    return Math.max(0, Math.min(1, (decibels + 50) / 36));
  }
}

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
    listener.settle();
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
    listener.settle();
    pipeline.speak(segment, Tone.seconds(8));
    listener.waited();
    listener.awaitSound();
    var pressed = console.interrupt();
    figures.add(Point.PRESSED_JITTER_BUFFER, listener.waited());
    listener.awaitSilence();
    figures.add(
        Point.PRESSED_TO_SILENCE,
        listener.sounds().fallsForGood(Listener.AUDIBLE, pressed) - pressed);
    figures.add(Point.PRESSED_TO_ANSWERED, console.answered() - pressed);
    pipeline.await("finished", segment);
  }

  /** Recorded speech, and the mouth that goes with it. */
  void watch(int number) {
    var segment = "watch-" + number;
    listener.look();
    listener.settle();
    pipeline.speak(segment, AudioFiles.samples(AudioFiles.WELCOME));
    pipeline.await("finished", segment);
    listener.awaitSilence();
    var offset = listener.offset();
    figures.add(Point.PICTURE_AFTER_SOUND, offset.millis());
    figures.add(Point.LIKENESS, 100 * offset.likeness());
  }

  @Override
  public void close() {
    pipeline.close();
    listener.close();
    if (console != null) {
      console.close();
    }
  }
}

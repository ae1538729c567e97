package dev.avataroperator.bench;

import java.time.Duration;
import org.awaitility.Awaitility;

/** A tone and a canvas of a bare page, heard and seen as the avatar is. */
final class BareSpeaking implements AutoCloseable {
  private static final String ROOM = "bare-talk";
  private static final Duration SPEECH = Duration.ofSeconds(8);

  private final Figures figures;
  private final Listener listener;
  private final BarePublisher publisher;

  BareSpeaking(RoomRig rig, Figures figures) {
    this.figures = figures;
    listener = new Listener(rig, rig.seat(ROOM, "listener"));
    publisher = new BarePublisher(rig);
    publisher.join(rig.seat(ROOM, "publisher"));
    listener.firstFrame();
  }

  /** The tone is turned on, and off again. */
  void hear(int number) {
    listener.settle();
    var on = publisher.speak(true);
    listener.awaitSound();
    var off = publisher.speak(false);
    listener.awaitSilence();
    var sounds = listener.sounds();
    figures.add(Point.BARE_ON_TO_SOUND, sounds.risesAbove(Listener.AUDIBLE, on) - on);
    figures.add(Point.BARE_OFF_TO_SILENCE, sounds.fallsForGood(Listener.AUDIBLE, off) - off);
  }

  /** The canvas follows the tone. */
  void watch(int number) {
    listener.look();
    listener.settle();
    publisher.babble(true);
    var until = System.nanoTime() + SPEECH.toNanos();
    Awaitility.await().atMost(SPEECH.multipliedBy(2)).until(() -> System.nanoTime() - until > 0);
    publisher.babble(false);
    listener.awaitSilence();
    var offset = listener.offset();
    figures.add(Point.BARE_PICTURE_AFTER_SOUND, offset.millis());
    figures.add(Point.BARE_LIKENESS, 100 * offset.likeness());
  }

  @Override
  public void close() {
    publisher.close();
    listener.close();
  }
}

package dev.avataroperator.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaybackTest {
  private static final Duration DELAY = Duration.ofMillis(120);

  private final MovableTime time = new MovableTime();
  private final List<String> told = new ArrayList<>();
  private final LastAlarm alarm = new LastAlarm();
  private final Playback playback = new Playback(time, alarm, DELAY, listener());

  @Test
  void answersEveryMessageAfterTheDelay() {
    // given
    speak("r1", 10);
    speak("r1", 10);

    // when
    move(119);
    var early = List.copyOf(told);
    move(1);

    // then
    assertThat(early).isEmpty();
    assertThat(told).containsExactly("r1", "r1");
  }

  @Test
  void endsARequestWhenItsAudioHasBeenPlayed() {
    // given
    speak("r1", 1000);
    playback.end("r1");

    // when
    move(1119);
    var early = List.copyOf(told);
    move(1);

    // then
    assertThat(early).containsExactly("r1");
    assertThat(told).containsExactly("r1", "r1 end");
  }

  @Test
  void playsRequestsOneAfterTheOther() {
    // given
    speak("r1", 1000);
    playback.end("r1");
    speak("r2", 500);
    playback.end("r2");

    // when
    move(1120);
    var atTheTurn = List.copyOf(told);
    move(500);

    // then
    assertThat(atTheTurn).containsExactly("r1", "r1 end", "r2");
    assertThat(told).endsWith("r2 end");
  }

  @Test
  void waitsForLateAudio() {
    // given
    speak("r1", 100);
    move(1000);

    // when
    speak("r1", 100);
    playback.end("r1");
    move(219);
    var early = List.copyOf(told);
    move(1);

    // then
    assertThat(early).containsExactly("r1", "r1");
    assertThat(told).endsWith("r1 end");
  }

  @Test
  void interruptingEndsARequestAtOnceAndLetsTheNextBegin() {
    // given
    speak("r1", 60_000);
    speak("r2", 100);
    move(200);

    // when
    playback.interrupt("r1");

    // then
    assertThat(told).containsExactly("r1", "r1 end", "r2");
  }

  @Test
  void endsARequestWithoutAudioAtOnce() {
    // when
    playback.end("r1");

    // then
    assertThat(told).containsExactly("r1 end");
    assertThat(playback.unfinished()).isZero();
  }

  @Test
  void setsNoAlarmWhenNothingIsDue() {
    // when
    speak("r1", 100);
    move(120);

    // then
    assertThat(alarm.nanosAhead).isNull();
  }

  private void speak(String requestId, int millis) {
    playback.audio(requestId, Duration.ofMillis(millis).toNanos());
  }

  private void move(int millis) {
    time.move(Duration.ofMillis(millis));
    playback.advance();
  }

  private Playback.Listener listener() {
    return new Playback.Listener() {
      @Override
      public void playing(String requestId) {
        told.add(requestId);
      }

      @Override
      public void played(String requestId) {
        told.add(requestId + " end");
      }

      @Override
      public void answerDropped() {
        told.add("dropped");
      }
    };
  }

  private static final class LastAlarm implements Playback.Alarm {
    private Long nanosAhead;

    @Override
    public void set(long ahead) {
      nanosAhead = ahead;
    }

    @Override
    public void off() {
      nanosAhead = null;
    }
  }
}

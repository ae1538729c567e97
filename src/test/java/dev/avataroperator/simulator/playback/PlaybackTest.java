package dev.avataroperator.simulator.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.audio.AudioPiece;
import dev.avataroperator.testing.MovableTime;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaybackTest {
  private static final Duration DELAY = Duration.ofMillis(120);

  private final MovableTime time = new MovableTime();
  private final List<String> told = new ArrayList<>();
  private final List<String> starts = new ArrayList<>();
  private final List<Long> playedMs = new ArrayList<>();
  private final LastAlarm alarm = new LastAlarm();
  private final Playback playback = new Playback(time, alarm, DELAY, listener(), Loudspeaker.NONE);

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
  void standsStillDuringAPause() {
    // given
    speak("r1", 1000);
    playback.end("r1");
    move(620);

    // when
    playback.pause();
    move(60_000);
    var paused = List.copyOf(told);
    var played = playback.playedNanos();
    playback.resume();
    move(499);
    var early = List.copyOf(told);
    move(1);

    // then
    assertThat(paused).containsExactly("r1").isEqualTo(early);
    assertThat(played).isEqualTo(Duration.ofMillis(500).toNanos());
    assertThat(told).containsExactly("r1", "r1 end");
    assertThat(playedMs).containsExactly(1000L);
  }

  @Test
  void takesAudioAndEndsDuringAPause() {
    // given
    speak("r1", 100);
    move(120);
    playback.pause();

    // when
    speak("r1", 100);
    playback.end("r1");
    speak("r2", 100);
    move(60_000);
    var paused = List.copyOf(told);
    playback.resume();
    move(220);

    // then
    assertThat(paused).containsExactly("r1");
    assertThat(told).containsExactly("r1", "r1", "r1 end", "r2");
  }

  @Test
  void goesOnWithTheNextRequestWhenThePausedOneIsInterrupted() {
    // given
    speak("r1", 1000);
    speak("r2", 100);
    move(220);
    playback.pause();
    move(60_000);

    // when
    playback.interrupt("r1");

    // then
    assertThat(playback.isPaused()).isFalse();
    assertThat(told).containsExactly("r1", "r1 end", "r2");
    assertThat(playedMs).containsExactly(100L);
  }

  @Test
  void tellsOnceThatARequestIsHeard() {
    // when
    speak("r1", 10);
    speak("r1", 10);
    move(120);

    // then
    assertThat(starts).containsExactly("r1");
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
    playback.audio(requestId, new AudioPiece(Buffer.buffer(), Duration.ofMillis(millis).toNanos()));
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
      public void started(String requestId) {
        starts.add(requestId);
      }

      @Override
      public void played(String requestId, long playedNanos) {
        told.add(requestId + " end");
        playedMs.add(Duration.ofNanos(playedNanos).toMillis());
      }

      @Override
      public void stopped(String requestId, long playedNanos) {
        played(requestId, playedNanos);
      }

      @Override
      public void answerDropped() {
        told.add("dropped");
      }

      @Override
      public void unheard(long nanos) {
        told.add("unheard");
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

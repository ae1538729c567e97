package dev.avataroperator.simulator.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.audio.AudioPiece;
import dev.avataroperator.testing.MovableTime;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Playback whose requests are heard somewhere. */
class LoudspeakerTest {
  private static final long MILLI = 1_000_000;

  private final MovableTime time = new MovableTime();
  private final List<String> told = new ArrayList<>();
  private final Speaker speaker = new Speaker();
  private long alarm;
  private final Playback playback =
      new Playback(time, new Alarm(), Duration.ofMillis(100), new Told(), speaker);

  @Test
  void handsAudioOverWhenItsTimeHasCome() {
    // given
    say("r1", 20);

    // when
    move(99);
    var early = List.copyOf(speaker.done);
    move(1);

    // then
    assertThat(early).isEmpty();
    assertThat(speaker.done).containsExactly("play 20");
  }

  @Test
  void saysThatARequestWasPlayedOnlyWhenAllOfItWasHeard() {
    // given
    say("r1", 20);
    playback.end("r1");
    move(100);
    speaker.rest = 5 * MILLI;

    // when
    move(20);
    var early = List.copyOf(told);
    var again = alarm;
    speaker.rest = 0;
    playback.advance();

    // then
    assertThat(early).doesNotContain("r1 played 20");
    assertThat(again).isEqualTo(5 * MILLI);
    assertThat(told).endsWith("r1 played 20");
  }

  @Test
  void handsTheNextRequestOverAfterTheOneBefore() {
    // given
    say("r1", 20);
    playback.end("r1");
    say("r2", 30);
    playback.end("r2");

    // when
    move(100);
    var first = List.copyOf(speaker.done);
    move(20);

    // then
    assertThat(first).containsExactly("play 20", "end");
    assertThat(speaker.done).containsExactly("play 20", "end", "play 30", "end");
  }

  @Test
  void stopsWhatIsHeardAtAnInterruptAndTellsHowMuchWas() {
    // given
    say("r1", 1_000);
    move(100);
    move(300);
    speaker.rest = 720 * MILLI;

    // when
    playback.interrupt("r1");

    // then
    assertThat(speaker.done).containsExactly("play 1000", "stop");
    assertThat(told).endsWith("r1 stopped 280");
  }

  @Test
  void leavesWhatIsHeardAloneWhenAWaitingRequestIsInterrupted() {
    // given
    say("r1", 1_000);
    say("r2", 1_000);
    move(100);

    // when
    playback.interrupt("r2");

    // then
    assertThat(speaker.done).containsExactly("play 1000");
    assertThat(told).endsWith("r2 stopped 0");
  }

  @Test
  void pausesWhatIsHeard() {
    // given
    say("r1", 1_000);
    move(100);

    // when
    playback.pause();
    playback.resume();

    // then
    assertThat(speaker.done).containsExactly("play 1000", "pause", "resume");
  }

  @Test
  void playsByTimeAloneWhereNobodyHears() {
    // given
    speaker.on = false;
    say("r1", 20);
    playback.end("r1");

    // when
    move(100);
    move(20);

    // then
    assertThat(speaker.done).doesNotContain("play 20");
    assertThat(told).endsWith("r1 played 20");
  }

  @Test
  void countsAudioThatIsMoreThanIsKept() {
    // given
    var eightMebibytes = Buffer.buffer(new byte[8 << 20]);

    // when
    for (var count = 0; count < 3; count++) {
      playback.audio("r1", new AudioPiece(eightMebibytes, MILLI));
    }

    // then
    assertThat(told).containsExactly("unheard 1");
  }

  private void say(String requestId, int millis) {
    playback.audio(requestId, new AudioPiece(Buffer.buffer("x"), millis * MILLI));
  }

  private void move(int millis) {
    time.move(Duration.ofMillis(millis));
    playback.advance();
  }

  private final class Alarm implements Playback.Alarm {
    @Override
    public void set(long nanosAhead) {
      alarm = nanosAhead;
    }

    @Override
    public void off() {
      alarm = -1;
    }
  }

  private final class Told implements Playback.Listener {
    @Override
    public void started(String requestId) {
      told.add(requestId + " started");
    }

    @Override
    public void playing(String requestId) {
      told.add(requestId);
    }

    @Override
    public void played(String requestId, long playedNanos) {
      told.add(requestId + " played " + playedNanos / MILLI);
    }

    @Override
    public void stopped(String requestId, long playedNanos) {
      told.add(requestId + " stopped " + playedNanos / MILLI);
    }

    @Override
    public void answerDropped() {
      told.add("dropped");
    }

    @Override
    public void unheard(long nanos) {
      told.add("unheard " + nanos / MILLI);
    }
  }

  private static final class Speaker implements Loudspeaker {
    private final List<String> done = new ArrayList<>();
    private boolean on = true;
    private long rest;

    @Override
    public boolean isOn() {
      return on;
    }

    @Override
    public void play(AudioPiece audio) {
      done.add("play " + audio.nanos() / MILLI);
    }

    @Override
    public void end() {
      done.add("end");
    }

    @Override
    public void stop() {
      done.add("stop");
    }

    @Override
    public void pause() {
      done.add("pause");
    }

    @Override
    public void resume() {
      done.add("resume");
    }

    @Override
    public long restNanos() {
      return rest;
    }
  }
}

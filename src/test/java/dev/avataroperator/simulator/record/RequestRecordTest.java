package dev.avataroperator.simulator.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.credential.Sha256;
import dev.avataroperator.simulator.settings.Sources;
import dev.avataroperator.testing.MovableTime;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestRecordTest {
  private static final int RATE = 24_000;

  private final MovableTime time = new MovableTime();
  private final RequestRecord request =
      new RequestRecord(
          "r1",
          new AudioMeter.Pcm(RATE),
          new AudioShelf(0).recording(),
          new Sources(time, time, () -> "c", () -> "t"));

  @Test
  void hashesAllAudioWhateverItsPieces() {
    // given
    var audio = new byte[] {1, 2, 3, 4, 5, 6};

    // when
    request.add(Buffer.buffer(audio).slice(0, 1));
    var partly = request.toJson();
    request.add(Buffer.buffer(audio).slice(1, 6));

    // then
    assertThat(partly.getString("sha256")).isEqualTo(Sha256.hex(new byte[] {1}));
    assertThat(request.toJson().getString("sha256")).isEqualTo(Sha256.hex(audio));
    assertThat(request.toJson().getLong("bytes")).isEqualTo(6);
  }

  @Test
  void measuresHowFarAudioFellBehindItsOwnClock() {
    // given
    add(100);
    move(130);

    // when
    add(1000);
    move(200);
    add(100);
    request.end();

    // then
    assertThat(request.toJson().getLong("maxBehindMs")).isEqualTo(30);
  }

  @Test
  void countsAudioThatNeverComesAsBehind() {
    // when
    add(100);
    move(600);

    // then
    assertThat(request.toJson().getLong("maxBehindMs")).isEqualTo(500);
  }

  @Test
  void measuresNothingOnceTheSegmentHasEnded() {
    // given
    add(100);
    request.end();

    // when
    move(5000);

    // then
    assertThat(request.toJson().getLong("maxBehindMs")).isZero();
  }

  @Test
  void measuresNothingOnceTheConnectionIsGone() {
    // given
    add(100);
    move(150);
    request.abandon();

    // when
    move(5000);

    // then
    assertThat(request.toJson().getLong("maxBehindMs")).isEqualTo(50);
  }

  @Test
  void countsBytesAfterAnInterruptApart() {
    // given
    add(100);
    request.interrupt("explicit");

    // when
    request.addAfterInterrupt(Buffer.buffer(new byte[960]));

    // then
    var json = request.toJson();
    assertThat(json.getLong("bytesAfterInterrupt")).isEqualTo(960);
    assertThat(json.getLong("durationMs")).isEqualTo(100);
    assertThat(json.getBoolean("interrupted")).isTrue();
  }

  private void add(int millis) {
    request.add(Buffer.buffer(new byte[RATE * 2 * millis / 1000]));
  }

  private void move(int millis) {
    time.move(Duration.ofMillis(millis));
  }
}

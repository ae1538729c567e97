package dev.avataroperator.simulator.publish.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.audio.AudioPiece;
import dev.avataroperator.testing.AudioFiles;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SpeechQueueTest {
  private static final int RATE = 24_000;
  private static final long MILLI = 1_000_000;

  private final AtomicLong unheard = new AtomicLong();
  private final SpeechQueue queue = SpeechQueue.ofPcm(RATE, unheard::addAndGet);
  private final short[] chunk = new short[SpeechQueue.CHUNK_SAMPLES];

  @Test
  void holdsWhatItGetsUntilItIsOpened() {
    // given
    say(100);

    // when
    var held = queue.next(chunk);
    queue.open();

    // then
    assertThat(held).isFalse();
    assertThat(queue.next(chunk)).isTrue();
  }

  @Test
  void givesAllOfASegmentAwayAndNoMore() {
    // given
    queue.open();
    say(100);
    queue.end();

    // when
    var spoken = spokenChunks(20);

    // then
    assertThat(spoken).isEqualTo(10);
    assertThat(queue.restNanos()).isZero();
  }

  @Test
  void knowsHowMuchRests() {
    // given
    queue.open();
    say(100);
    queue.end();

    // when
    spokenChunks(4);

    // then
    assertThat(queue.restNanos()).isBetween(59 * MILLI, 61 * MILLI);
  }

  @Test
  void isSilentBetweenPiecesThatComeLate() {
    // given
    queue.open();
    say(15);

    // when
    var spoken = List.of(queue.next(chunk), queue.next(chunk));
    say(15);

    // then
    assertThat(spoken).containsExactly(true, false);
    assertThat(queue.next(chunk)).isTrue();
  }

  @Test
  void isSilentAtOnceWhenItIsStopped() {
    // given
    queue.open();
    say(1_000);
    queue.next(chunk);

    // when
    queue.stop();

    // then
    assertThat(queue.next(chunk)).isFalse();
    assertThat(chunk).containsOnly((short) 0);
    assertThat(queue.restNanos()).isZero();
  }

  @Test
  void standsStillWhileItIsPaused() {
    // given
    queue.open();
    say(100);
    queue.end();
    spokenChunks(3);

    // when
    queue.pause();
    var paused = spokenChunks(5);
    queue.resume();

    // then
    assertThat(paused).isZero();
    assertThat(spokenChunks(20)).isEqualTo(7);
  }

  @Test
  void countsWhatNobodyHears() {
    // given
    say(100);

    // when
    queue.close();
    say(50);

    // then
    assertThat(unheard.get()).isEqualTo(150 * MILLI);
    assertThat(queue.isOn()).isFalse();
    assertThat(queue.restNanos()).isZero();
  }

  @Test
  void takesSamplesThatAreSplitBetweenPieces() {
    // given
    queue.open();
    var whole = Tone.pcm(Tone.samples(RATE, 440, 0.5, RATE / 10));

    // when
    queue.play(new AudioPiece(whole.getBuffer(0, 1_001), 20 * MILLI));
    queue.play(new AudioPiece(whole.getBuffer(1_001, whole.length()), 80 * MILLI));
    queue.end();

    // then
    assertThat(spokenChunks(20)).isEqualTo(10);
  }

  @Test
  void keepsAtMost16MiB() {
    // given
    var mebibyte = new AudioPiece(Buffer.buffer(new byte[1 << 20]), MILLI);

    // when
    for (var count = 0; count < 18; count++) {
      queue.play(mebibyte);
    }

    // then
    assertThat(unheard.get()).isEqualTo(2 * MILLI);
  }

  @Test
  void decodesOggOpusInPiecesOfAnySize() {
    // given
    var opus = SpeechQueue.ofOpus(unheard::addAndGet);
    opus.open();
    var file = Buffer.buffer(AudioFiles.file("welcome.ogg"));
    for (var piece : pieces(file, 777)) {
      opus.play(new AudioPiece(piece, 0));
    }
    opus.end();

    // when
    var spoken = 0;
    for (var count = 0; count < 1_000; count++) {
      spoken += opus.next(chunk) ? 1 : 0;
    }

    // then
    assertThat(spoken).isEqualTo(836);
  }

  @Test
  void isSilentWhereOggOpusIsDamaged() {
    // given
    var opus = SpeechQueue.ofOpus(unheard::addAndGet);
    opus.open();

    // when
    opus.play(new AudioPiece(Buffer.buffer("this is no Ogg at all"), 100 * MILLI));
    opus.end();

    // then
    assertThat(opus.next(chunk)).isFalse();
    assertThat(unheard.get()).isEqualTo(100 * MILLI);
    assertThat(opus.restNanos()).isZero();
  }

  private void say(int millis) {
    var samples = Tone.samples(RATE, 440, 0.5, RATE / 1_000 * millis);
    queue.play(new AudioPiece(Tone.pcm(samples), millis * MILLI));
  }

  private int spokenChunks(int chunks) {
    var spoken = 0;
    for (var count = 0; count < chunks; count++) {
      spoken += queue.next(chunk) ? 1 : 0;
    }
    return spoken;
  }

  private static List<Buffer> pieces(Buffer whole, int size) {
    var pieces = new ArrayList<Buffer>();
    for (var at = 0; at < whole.length(); at += size) {
      pieces.add(whole.getBuffer(at, Math.min(whole.length(), at + size)));
    }
    return pieces;
  }
}

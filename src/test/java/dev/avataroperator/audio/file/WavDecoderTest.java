package dev.avataroperator.audio.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.avataroperator.audio.AudioProblem;
import dev.avataroperator.audio.PcmFormat;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WavDecoderTest {
  private static final PcmFormat FORMAT = new PcmFormat(24_000);

  private final WavDecoder decoder = new WavDecoder(FORMAT);

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 44, 4_096, 1_000_000})
  void givesTheSameSamplesHoweverTheFileIsCut(int piece) {
    // given
    var file = file("welcome-24k.wav");

    // when
    var samples = Buffer.buffer();
    for (var at = 0; at < file.length(); at += piece) {
      samples.appendBuffer(decoder.feed(file.slice(at, Math.min(file.length(), at + piece))));
    }

    // then
    var size = (int) file.getUnsignedIntLE(40);
    assertThat(samples).isEqualTo(file.slice(44, 44 + size));
    assertThat(decoder.shortfall()).isNull();
  }

  @Test
  void skipsChunksThatItDoesNotNeed() {
    // given
    var list = Buffer.buffer("LIST").appendIntLE(3).appendString("abc\0");
    var file = riff().appendBuffer(list).appendBuffer(format(1, 24_000, 16)).appendBuffer(data(4));

    // when
    var samples = decoder.feed(file.appendString("1234").appendString("id3 more"));

    // then
    assertThat(samples.toString()).isEqualTo("1234");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 50, 100})
  void skipsChunksThatComeInPieces(int piece) {
    // given
    var list = Buffer.buffer("LIST").appendIntLE(60).appendBytes(new byte[60]);
    var file = riff().appendBuffer(list).appendBuffer(format(1, 24_000, 16)).appendBuffer(data(4));
    file.appendString("1234");

    // when
    var samples = Buffer.buffer();
    for (var at = 0; at < file.length(); at += piece) {
      samples.appendBuffer(decoder.feed(file.slice(at, Math.min(file.length(), at + piece))));
    }

    // then
    assertThat(samples.toString()).isEqualTo("1234");
    assertThat(decoder.shortfall()).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 0xFFFFFFFFL})
  void readsStreamedFilesToTheirEnd(long size) {
    // given
    var file = riff().appendBuffer(format(1, 24_000, 16)).appendBuffer(data(size));

    // when
    var samples = decoder.feed(file.appendString("123456"));

    // then
    assertThat(samples.toString()).isEqualTo("123456");
    assertThat(decoder.shortfall()).isNull();
  }

  @Test
  void givesWhatATruncatedFileHoldsAndSaysWhatIsMissing() {
    // when
    var samples = decoder.feed(file("truncated.wav"));

    // then
    assertThat(samples.length()).isPositive();
    assertThat(decoder.shortfall()).contains("truncated", "ms");
  }

  @Test
  void tellsHowToConvertWhatIsInAnotherFormat() {
    assertThatThrownBy(() -> decoder.feed(file("welcome-44k-stereo.wav")))
        .isInstanceOf(AudioProblem.class)
        .hasMessageContaining("44100 Hz stereo")
        .hasMessageContaining("ffmpeg -i in.wav -ac 1 -ar 24000");
    assertThatThrownBy(() -> new WavDecoder(FORMAT).feed(file("welcome-8bit.wav")))
        .hasMessageContaining("8 bit");
    assertThatThrownBy(() -> new WavDecoder(FORMAT).feed(file("welcome.ogg")))
        .hasMessageContaining("isn't a WAV file");
  }

  @Test
  void refusesAHeaderThatNeverReachesItsAudio() {
    // given
    decoder.feed(riff());

    // then
    assertThatThrownBy(decoder::shortfall).isInstanceOf(AudioProblem.class);
    assertThatThrownBy(() -> new WavDecoder(FORMAT).feed(riff().appendBuffer(data(4))))
        .hasMessageContaining("without a format");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 4_800})
  void refusesAHeaderWithNoAudioBehindIt(long promised) {
    // given
    var header = riff().appendBuffer(format(1, 24_000, 16)).appendBuffer(data(promised));

    // when
    decoder.feed(header);

    // then
    assertThatThrownBy(decoder::shortfall).hasMessageContaining("holds no audio");
    assertThatThrownBy(() -> WavDecoder.checkHoldsAudio(header))
        .hasMessageContaining("holds no audio");
  }

  @ParameterizedTest
  @ValueSource(strings = {"welcome-24k.wav", "welcome-44k-stereo.wav", "truncated.wav"})
  void leavesTheRateOpenWhereNoSessionIsKnownYet(String name) {
    assertThatCode(() -> WavDecoder.checkHoldsAudio(file(name))).doesNotThrowAnyException();
  }

  private static Buffer riff() {
    return Buffer.buffer("RIFF").appendIntLE(0).appendString("WAVE");
  }

  private static Buffer format(int channels, int rate, int bits) {
    return Buffer.buffer("fmt ")
        .appendIntLE(16)
        .appendShortLE((short) 1)
        .appendShortLE((short) channels)
        .appendIntLE(rate)
        .appendIntLE(rate * 2)
        .appendShortLE((short) 2)
        .appendShortLE((short) bits);
  }

  private static Buffer data(long size) {
    return Buffer.buffer("data").appendIntLE((int) size);
  }

  private static Buffer file(String name) {
    try {
      return Buffer.buffer(Files.readAllBytes(Path.of("dev/audio", name)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

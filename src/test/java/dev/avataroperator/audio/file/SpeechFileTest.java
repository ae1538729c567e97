package dev.avataroperator.audio.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.avataroperator.audio.AudioPiece;
import dev.avataroperator.audio.AudioProblem;
import dev.avataroperator.audio.PcmFormat;
import dev.avataroperator.audio.SpeechFormat;
import dev.avataroperator.audio.file.SpeechFile.FileName;
import dev.avataroperator.audio.opus.OggOpusReader;
import dev.avataroperator.audio.opus.OpusPacket;
import dev.avataroperator.testing.AudioFiles;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeechFileTest {
  private static final int PIECE = 16_384;
  private static final double WELCOME_MS = 8_353.3;

  @ParameterizedTest
  @CsvSource({
    "welcome-44k-stereo.wav, 24000",
    "welcome-8bit.wav, 24000",
    "welcome-24k.wav, 16000",
    "welcome-24k.wav, 24000",
    "welcome.ogg, 24000",
    "welcome.ogg, 44100",
    "welcome.ogg, 8000"
  })
  void bringsEveryFileToTheSessionsRateWithItsExactDuration(String file, int rate) {
    // when
    var pieces = read(pcm(rate), file, 0, PIECE);

    // then
    var bytes = pieces.stream().mapToInt(piece -> piece.bytes().length()).sum();
    assertThat(bytes / 2.0 / rate * 1_000).isCloseTo(WELCOME_MS, within(0.2));
    assertThat(millis(pieces)).isCloseTo(WELCOME_MS, within(0.2));
    assertThat(loudness(pieces)).isBetween(0.02, 0.3);
  }

  @Test
  void givesPiecesOfAtMost20Milliseconds() {
    assertThat(read(pcm(24_000), "welcome-24k.wav", 0, PIECE))
        .allMatch(piece -> piece.nanos() <= 20_000_000 && piece.bytes().length() <= 960);
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 12_000, 16_000, 24_000, 48_000})
  void encodesOneStreamOf20MillisecondFramesThatIsAsLongAsTheFile(int rate) {
    // when
    var pieces = read(opus(rate), "welcome-44k-stereo.wav", 0, PIECE);

    // then
    var reader = OggOpusReader.mono();
    var packets = reader.feed(join(pieces));
    assertThat(packets).allMatch(packet -> packet.samples() == 960);
    assertThat(reader.isEnded()).isTrue();
    assertThat(reader.head().inputRate()).isEqualTo(rate);
    assertThat(heardMillis(packets)).isCloseTo(WELCOME_MS, within(0.2));
    assertThat(millis(pieces)).isCloseTo(WELCOME_MS, within(1.0));
  }

  @Test
  void soundsAfterEncodingAndDecodingAsItDidBefore() {
    // given
    var stream = join(read(opus(24_000), "welcome-24k.wav", 0, PIECE));

    // when
    var decoded = join(read(new SpeechFile(pcm(24_000), new FileName("/a", null), 0), stream, 977));

    // then
    var original = Buffer.buffer(AudioFiles.samples("welcome-24k.wav"));
    assertThat(decoded.length()).isCloseTo(original.length(), within(2));
    assertThat(likeness(original, decoded)).isGreaterThan(0.8);
  }

  @Test
  void passesPacketsOnUnchangedWhereTheRateIsTheSessions() {
    // given
    var stream = join(read(opus(24_000), "welcome-24k.wav", 0, PIECE));

    // when
    var passed = join(read(new SpeechFile(opus(24_000), new FileName("/a", null), 0), stream, 500));

    // then
    assertThat(data(passed)).isEqualTo(data(stream));
  }

  @ParameterizedTest
  @ValueSource(strings = {"welcome-24k.wav", "welcome.ogg"})
  void beginsLaterInAFileWithAWellFormedStream(String file) {
    // when
    var pieces = read(opus(24_000), file, Duration.ofSeconds(3).toNanos(), PIECE);

    // then
    var reader = OggOpusReader.mono();
    assertThat(heardMillis(reader.feed(join(pieces)))).isCloseTo(5_353.3, within(1.0));
    assertThat(reader.isEnded()).isTrue();
  }

  @Test
  void beginsLaterInAStreamThatIsPassedOnWithWhatTheDecoderNeedsToSettle() {
    // given
    var stream = join(read(opus(24_000), "welcome-24k.wav", 0, PIECE));
    var late = new SpeechFile(opus(24_000), new FileName("/a", null), 3_000_000_000L);

    // when
    var passed = join(read(late, stream, 500));

    // then
    var reader = OggOpusReader.mono();
    var packets = reader.feed(passed);
    assertThat(reader.head().preSkip()).isEqualTo(4 * 960);
    assertThat(heardMillis(packets)).isBetween(5_353.0, 5_374.0);
  }

  @ParameterizedTest
  @CsvSource({"1, 8", "1, 16", "1, 24", "1, 32", "3, 32", "3, 64", "65534, 16"})
  void readsWavOfEveryUsualCoding(int coding, int bits) {
    // given
    var file = WavFiles.tone(coding, 2, 48_000, bits);

    // when
    var pieces = read(new SpeechFile(pcm(24_000), new FileName("/a.wav", null), 0), file, 1_001);

    // then
    assertThat(millis(pieces)).isCloseTo(500, within(0.2));
    assertThat(loudness(pieces)).isCloseTo(0.5 / Math.sqrt(2), within(0.02));
  }

  @ParameterizedTest
  @CsvSource({
    "6, 2, 48000, 8, in coding 6",
    "1, 1, 500, 16, 500 Hz",
    "1, 12, 48000, 16, 12 channels"
  })
  void saysWhichWavItCannotRead(int coding, int channels, int rate, int bits, String problem) {
    var file = WavFiles.tone(coding, channels, rate, bits);
    var speech = new SpeechFile(pcm(24_000), new FileName("/a.wav", null), 0);
    assertThatThrownBy(() -> speech.feed(file))
        .isInstanceOf(AudioProblem.class)
        .hasMessageContaining(problem)
        .hasMessageContaining("ffmpeg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "RI", "<html>not found</html>"})
  void saysThatAFileIsNoAudio(String text) {
    var speech = new SpeechFile(pcm(24_000), new FileName("/a.wav", "audio/wav"), 0);
    assertThatThrownBy(() -> read(speech, Buffer.buffer(text), PIECE))
        .isInstanceOf(AudioProblem.class);
  }

  private static SpeechFormat pcm(int rate) {
    return new SpeechFormat(false, new PcmFormat(rate));
  }

  private static SpeechFormat opus(int rate) {
    return new SpeechFormat(true, new PcmFormat(rate));
  }

  private static List<AudioPiece> read(SpeechFormat format, String file, long from, int piece) {
    var speech = new SpeechFile(format, new FileName("/" + file, null), from);
    return read(speech, Buffer.buffer(AudioFiles.file(file)), piece);
  }

  private static List<AudioPiece> read(SpeechFile speech, Buffer file, int piece) {
    var pieces = new ArrayList<AudioPiece>();
    for (var at = 0; at < file.length(); at += piece) {
      pieces.addAll(speech.feed(file.slice(at, Math.min(file.length(), at + piece))));
    }
    pieces.addAll(speech.end());
    assertThat(speech.shortfall()).isNull();
    return pieces;
  }

  private static Buffer join(List<AudioPiece> pieces) {
    var all = Buffer.buffer();
    pieces.forEach(piece -> all.appendBuffer(piece.bytes()));
    return all;
  }

  private static List<Buffer> data(Buffer stream) {
    return OggOpusReader.mono().feed(stream).stream().map(OpusPacket::data).toList();
  }

  private static double millis(List<AudioPiece> pieces) {
    return pieces.stream().mapToLong(AudioPiece::nanos).sum() / 1e6;
  }

  private static double heardMillis(List<OpusPacket> packets) {
    return packets.stream().mapToLong(OpusPacket::heard).sum() / 48.0;
  }

  private static double loudness(List<AudioPiece> pieces) {
    var pcm = join(pieces);
    return Math.sqrt(product(pcm, pcm, pcm.length()) / (pcm.length() / 2.0)) / Short.MAX_VALUE;
  }

  /** 1 for the same waveform, 0 for an unrelated one; the filters may delay it by a millisecond. */
  private static double likeness(Buffer one, Buffer other) {
    var length = Math.min(one.length(), other.length()) - 100;
    var energy = product(one, one, length) * product(other, other, length);
    return IntStream.range(0, 50)
        .mapToDouble(lag -> product(one, other.slice(lag * 2, other.length()), length))
        .map(product -> product / Math.sqrt(energy))
        .max()
        .orElseThrow();
  }

  private static double product(Buffer one, Buffer other, int length) {
    var sum = 0.0;
    for (var at = 0; at < length; at += 2) {
      sum += (double) one.getShortLE(at) * other.getShortLE(at);
    }
    return sum;
  }
}

package dev.avataroperator.audio.opus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.avataroperator.audio.AudioProblem;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OggOpusReaderTest {
  private static final OpusHead HEAD = new OpusHead(1, 312, 24_000, 0);

  private final OggOpusReader reader = OggOpusReader.mono();

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1_000, 100_000})
  void countsTheSameDurationHoweverTheFileIsSplit(int piece) throws IOException {
    // given
    var file = Buffer.buffer(Files.readAllBytes(Path.of("dev/audio/welcome.ogg")));
    // when
    var packets = new ArrayList<OpusPacket>();
    for (var at = 0; at < file.length(); at += piece) {
      packets.addAll(reader.feed(file.slice(at, Math.min(file.length(), at + piece))));
    }
    // then
    assertThat(millis(packets)).isBetween(8_352L, 8_356L);
    assertThat(reader.isEnded()).isTrue();
    assertThat(reader.shortfall()).isNull();
    assertThat(reader.head().channels()).isEqualTo(1);
  }

  @Test
  void leavesOutThePreSkipAndTheTrimmedEnd() {
    // given
    var writer = new OggOpusWriter(7);
    var stream = writer.begin(HEAD);
    stream.appendBuffer(writer.write(new OpusPacket(celt20ms(), 960, 648)));
    stream.appendBuffer(writer.write(new OpusPacket(celt20ms(), 960, 960)));
    stream.appendBuffer(writer.write(new OpusPacket(celt20ms(), 960, 100)));
    stream.appendBuffer(writer.end());
    // when
    var packets = reader.feed(stream);
    // then
    assertThat(packets).extracting(OpusPacket::heard).containsExactly(648, 960, 100);
    assertThat(reader.head()).isEqualTo(HEAD);
  }

  @ParameterizedTest
  @CsvSource({"9223372036854775807, 0", "-9223372036854775808, 1", "-9223372036854775808, 960"})
  void neverPlaysMoreThanAPacketHolds(long first, long last) {
    // given
    var packets = List.of(celt20ms(), celt20ms());
    var played = new PlayedSamples();
    // when
    var heard = new ArrayList<>(played.of(packets, first, false));
    heard.addAll(played.of(packets, last, true));
    // then
    assertThat(heard).allSatisfy(packet -> assertThat(packet.heard()).isBetween(0, 960));
  }

  @Test
  void saysThatAStreamWithoutItsEndIsTruncated() {
    // given
    var stream = stream();
    // when
    reader.feed(stream.slice(0, stream.length() - 5));
    // then
    assertThat(reader.shortfall()).contains("truncated");
  }

  @Test
  void refusesAStreamWithoutAudio() {
    // given
    var writer = new OggOpusWriter(7);
    reader.feed(writer.begin(HEAD).appendBuffer(writer.end()));
    // when / then
    assertThatThrownBy(reader::shortfall).hasMessageContaining("no audio");
  }

  @ParameterizedTest
  @CsvSource({
    "1A45DFA39F428681, `ffmpeg -i in.webm -c:a copy out.ogg`",
    "524946460000000057415645, is WAV",
    "494433040000, is MP3",
    "664C614300000022, is FLAC",
    "3C68746D6C3E, something else"
  })
  void saysWhatToSendInsteadOfAnotherContainer(String hex, String message) {
    refuses(Buffer.buffer(HexFormat.of().parseHex(hex)), message);
  }

  @Test
  void refusesOggVorbis() {
    var page = new OggOpusWriter(1).begin(HEAD);
    page.setBytes(28, "\u0001vorbis".getBytes());
    refuses(withCrc(page, 0, 47), "Ogg Vorbis, not Ogg Opus");
  }

  @Test
  void refusesStereoWhereAStreamIsPassedOn() {
    refuses(new OggOpusWriter(1).begin(new OpusHead(2, 312, 48_000, 0)), "is stereo");
  }

  @Test
  void takesStereoWhereAFileIsDecoded() {
    // given
    var decoded = OggOpusReader.monoOrStereo();
    // when
    decoded.feed(new OggOpusWriter(1).begin(new OpusHead(2, 312, 48_000, 0)));
    // then
    assertThat(decoded.head().channels()).isEqualTo(2);
  }

  @Test
  void refusesAFlippedBit() {
    // given
    var stream = stream();
    var at = stream.length() - 3;
    // when
    stream.setByte(at, (byte) (stream.getByte(at) ^ 1));
    // then
    refuses(stream, "checksum");
  }

  @Test
  void refusesWhatFollowsTheEnd() {
    refuses(stream().appendBuffer(stream()), "without chaining");
  }

  @Test
  void refusesASecondStreamInBetween() {
    var other = new OggOpusWriter(8);
    refuses(new OggOpusWriter(7).begin(HEAD).appendBuffer(other.begin(HEAD)), "several streams");
  }

  @Test
  void refusesLostPages() {
    // given
    var writer = new OggOpusWriter(7);
    var stream = writer.begin(HEAD);
    writer.write(packet());
    writer.write(packet());
    // when
    stream.appendBuffer(writer.write(packet()));
    // then
    refuses(stream, "lost pages");
  }

  @Test
  void refusesTheMiddleOfAStream() {
    // given
    var writer = new OggOpusWriter(7);
    writer.begin(HEAD);
    writer.write(packet());
    // when / then
    refuses(writer.write(packet()), "begin with OpusHead");
  }

  @ParameterizedTest
  @CsvSource({
    "00, 480",
    "08, 960",
    "10, 1920",
    "18, 2880",
    "60, 480",
    "68, 960",
    "80, 120",
    "F8, 960",
    "F9, 1920",
    "FB03, 2880",
    "FB86, 5760"
  })
  void readsDurationsFromTheTableOfContents(String hex, int samples) {
    var data = Buffer.buffer(HexFormat.of().parseHex(hex));
    assertThat(OpusPacket.samples(data)).isEqualTo(samples);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "FB", "FB00", "FB07"})
  void refusesPacketsThatCannotBe(String hex) {
    var data = Buffer.buffer(HexFormat.of().parseHex(hex));
    assertThatThrownBy(() -> OpusPacket.samples(data)).isInstanceOf(AudioProblem.class);
  }

  private void refuses(Buffer bytes, String message) {
    assertThatThrownBy(() -> reader.feed(bytes))
        .isInstanceOf(AudioProblem.class)
        .hasMessageContaining(message);
  }

  private static Buffer stream() {
    var writer = new OggOpusWriter(7);
    var stream = writer.begin(HEAD);
    stream.appendBuffer(writer.write(packet()));
    stream.appendBuffer(writer.write(packet()));
    return stream.appendBuffer(writer.end());
  }

  private static OpusPacket packet() {
    return new OpusPacket(celt20ms(), 960, 960);
  }

  /** A packet of one CELT frame of 20 ms, long enough to need several lacing values. */
  private static Buffer celt20ms() {
    return Buffer.buffer(new byte[600]).setByte(0, (byte) 0xF8);
  }

  private static Buffer withCrc(Buffer page, int from, int to) {
    return page.setIntLE(from + OggPage.CRC_AT, OggCrc.of(page.slice(from, to)));
  }

  private static long millis(List<OpusPacket> packets) {
    return Duration.ofNanos(packets.stream().mapToLong(OpusPacket::nanos).sum()).toMillis();
  }
}

package dev.avataroperator.worker.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.audio.PcmFormat;
import dev.avataroperator.audio.SpeechFormat;
import dev.avataroperator.audio.opus.OggOpusReader;
import dev.avataroperator.audio.opus.OggOpusWriter;
import dev.avataroperator.audio.opus.OpusHead;
import dev.avataroperator.audio.opus.OpusPacket;
import dev.avataroperator.testing.AudioFiles;
import dev.avataroperator.worker.speech.FakeConnection;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class IngestOpusTest extends IngestFeedRig {
  private static final Buffer WELCOME = Buffer.buffer(AudioFiles.file("welcome.ogg"));

  /** What opusinfo says of the file. */
  private static final long WELCOME_MS = 8_353;

  IngestOpusTest() {
    super(new SpeechFormat(true, new PcmFormat(24_000)));
  }

  @Test
  void passesEveryPacketOnInOneStreamThatEnds() {
    // given
    speaker.connected(connection.confirmed());

    // when
    push("a", WELCOME, 777);
    feed.text(first, "{\"type\":\"end\"}", now);

    // then
    var reader = OggOpusReader.mono();
    assertThat(data(reader.feed(connection.audio))).isEqualTo(data(packets(WELCOME)));
    assertThat(reader.shortfall()).isNull();
    assertThat(first.told("ready").getString("format")).isEqualTo("OGG_OPUS");
    assertThat(first.told("warning")).isNull();
    assertThat(connection.sent).last().isEqualTo("r1 end");
  }

  @Test
  void countsCreditAndPlaybackInTheDurationOfPackets() {
    // given
    speaker.connected(connection.confirmed());
    push("a", WELCOME, 4_096);
    feed.text(first, "{\"type\":\"end\"}", now);
    feed.tick(now);
    var early = first.told("credit");

    // when
    speaker.animation("r1", false);
    pass(WELCOME_MS + 100);
    speaker.animation("r1", true);
    feed.tick(now);

    // then
    assertThat(early).isNull();
    assertThat(first.told("finished").getLong("playedMs")).isBetween(WELCOME_MS - 1, WELCOME_MS);
    assertThat(
            first.told.stream()
                .filter(told -> told.getString("type").equals("credit"))
                .mapToLong(told -> told.getLong("ms"))
                .sum())
        .isBetween(WELCOME_MS - 1, WELCOME_MS);
    assertThat(budget.taken()).isZero();
  }

  @Test
  void goesOnInAStreamOfItsOwnJustBeforeWhatWasHeardLast() {
    // given
    var next = new FakeConnection();
    speaker.connected(connection.confirmed());
    push("a", WELCOME, 4_096);
    feed.text(first, "{\"type\":\"end\"}", now);
    speaker.animation("r1", false);
    pass(3_000);

    // when
    speaker.disconnected(now);
    speaker.connected(next.confirmed());
    speaker.pump();

    // then
    var reader = OggOpusReader.mono();
    var again = reader.feed(next.audio);
    var all = packets(WELCOME);
    assertThat(reader.shortfall()).isNull();
    assertThat(data(again)).isEqualTo(data(all.subList(all.size() - again.size(), all.size())));
    assertThat(millis(again)).isBetween(WELCOME_MS - 2_800, WELCOME_MS - 2_800 + 20);
    assertThat(again.subList(0, 4)).extracting(OpusPacket::heard).containsOnly(0);
  }

  @Test
  void leavesWholePagesAfterAnInterruptAndTakesTheNextStream() {
    // given
    speaker.connected(connection.confirmed());
    push("a", WELCOME.getBuffer(0, WELCOME.length() / 2), 777);
    var before = connection.audio.copy();

    // when
    feed.text(first, "{\"type\":\"interrupt\"}", now);
    feed.binary(first, WELCOME.getBuffer(WELCOME.length() / 2, WELCOME.length()), now);
    var atInterrupt = connection.audio.length();
    push("b", WELCOME, 4_096);

    // then
    var reader = OggOpusReader.mono();
    assertThat(reader.feed(before)).isNotEmpty();
    assertThat(reader.left()).isZero();
    assertThat(atInterrupt).isEqualTo(before.length());
    assertThat(first.told("discarded").getLong("bytes"))
        .isBetween(WELCOME.length() / 2L, WELCOME.length() / 2L + 65_536);
    assertThat(
            OggOpusReader.mono()
                .feed(connection.audio.getBuffer(atInterrupt, connection.audio.length())))
        .isNotEmpty();
  }

  @Test
  void givesTheCreditOfDiscardedPacketsBack() {
    // given
    speaker.connected(connection.confirmed());
    push("a", WELCOME.getBuffer(0, WELCOME.length() / 2), 777);
    feed.text(first, "{\"type\":\"interrupt\"}", now);

    // when
    feed.binary(first, WELCOME.getBuffer(WELCOME.length() / 2, WELCOME.length()), now);
    feed.tick(now);

    // then
    assertThat(first.told("credit").getLong("ms")).isBetween(WELCOME_MS - 1, WELCOME_MS);
  }

  @Test
  void saysThatWebMIsNotOggAndHowToMakeItSo() {
    // when
    start(first, "a");
    feed.binary(first, Buffer.buffer().appendInt(0x1A45DFA3).appendInt(0), now);

    // then
    assertThat(first.closedWith).isEqualTo(4400);
    assertThat(first.why).contains("the audio of segment a is WebM", "ffmpeg");
  }

  @Test
  void refusesStereo() {
    // when
    start(first, "a");
    feed.binary(first, new OggOpusWriter(1).begin(new OpusHead(2, 312, 24_000, 0)), now);

    // then
    assertThat(first.closedWith).isEqualTo(4400);
    assertThat(first.why).contains("is stereo", "--downmix-mono");
  }

  @Test
  void refusesASecondStreamInOneSegment() {
    // when
    push("a", WELCOME.copy().appendBuffer(WELCOME), 4_096);

    // then
    assertThat(first.closedWith).isEqualTo(4400);
    assertThat(first.why).contains("one logical stream");
  }

  @Test
  void speaksThePagesBeforeADamagedOneAndCountsTheRest() {
    // given
    speaker.connected(connection.confirmed());
    var good = lastPageAt(WELCOME);
    var damaged = WELCOME.copy();
    damaged.setByte(damaged.length() - 1, (byte) ~damaged.getByte(damaged.length() - 1));

    // when
    push("a", damaged, damaged.length());
    speaker.pump();

    // then
    assertThat(first.closedWith).isEqualTo(4400);
    assertThat(data(packets(connection.audio))).isEqualTo(data(packets(WELCOME.slice(0, good))));
    assertThat(first.told("discarded").getLong("bytes")).isEqualTo(WELCOME.length() - good);
  }

  @Test
  void playsAStreamThatBreaksOffAndSaysSo() {
    // given
    speaker.connected(connection.confirmed());

    // when
    push("a", WELCOME.getBuffer(0, WELCOME.length() - 100), 4_096);
    feed.text(first, "{\"type\":\"end\"}", now);

    // then
    var reader = OggOpusReader.mono();
    assertThat(reader.feed(connection.audio)).isNotEmpty();
    assertThat(reader.shortfall()).isNull();
    assertThat(first.told("warning").getString("code")).isEqualTo("Truncated");
    assertThat(first.closedWith).isZero();
  }

  private void push(String segment, Buffer audio, int message) {
    start(first, segment);
    for (var at = 0; at < audio.length(); at += message) {
      feed.binary(first, audio.getBuffer(at, Math.min(at + message, audio.length())), now);
    }
  }

  private static int lastPageAt(Buffer stream) {
    return stream.toString(StandardCharsets.ISO_8859_1).lastIndexOf("OggS");
  }

  private static List<OpusPacket> packets(Buffer stream) {
    return OggOpusReader.mono().feed(stream);
  }

  private static List<Buffer> data(List<OpusPacket> packets) {
    return packets.stream().map(OpusPacket::data).toList();
  }

  private static long millis(List<OpusPacket> packets) {
    return packets.stream().mapToLong(OpusPacket::nanos).sum() / 1_000_000;
  }
}

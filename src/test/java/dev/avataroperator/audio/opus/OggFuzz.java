package dev.avataroperator.audio.opus;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.avataroperator.audio.AudioProblem;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any stream gives packets or a reason for people, the same however its bytes arrive. */
class OggFuzz {
  private static final byte[] MAGIC = {'O', 'g', 'g', 'S'};

  @MethodSource("streams")
  @FuzzTest
  void readsAnyStreamOrSaysWhy(
      byte @NotNull [] stream, @InRange(min = 1, max = 700) int piece, boolean seal) {
    var bytes = seal ? sealed(stream) : stream;
    var whole = read(bytes, Math.max(1, bytes.length));
    var pieces = read(bytes, piece);

    assertThat(pieces.problem() == null).isEqualTo(whole.problem() == null);
    if (whole.problem() == null) {
      assertThat(pieces.packets()).isEqualTo(whole.packets());
    }
  }

  private static Outcome read(byte[] stream, int piece) {
    var reader = OggOpusReader.mono();
    var packets = new ArrayList<OpusPacket>();
    try {
      for (var at = 0; at < stream.length; at += piece) {
        var end = Math.min(stream.length, at + piece);
        packets.addAll(reader.feed(Buffer.buffer(Arrays.copyOfRange(stream, at, end))));
      }
      packets.forEach(OggFuzz::isSound);
      return new Outcome(packets, reader.shortfall());
    } catch (AudioProblem problem) {
      packets.forEach(OggFuzz::isSound);
      assertThat(problem.getMessage()).isNotBlank().hasSizeLessThan(400);
      return new Outcome(packets, problem.getMessage());
    }
  }

  private static void isSound(OpusPacket packet) {
    assertThat(packet.samples()).isBetween(1, 5_760);
    assertThat(packet.heard()).isBetween(0, packet.samples());
  }

  /** Gives each page the checksum that it should have: nobody guesses one. */
  private static byte[] sealed(byte[] stream) {
    var bytes = Buffer.buffer(stream.clone());
    for (var at = 0; at + OggPage.HEADER_BYTES <= bytes.length(); at += pageLength(bytes, at)) {
      if (!Arrays.equals(bytes.getBytes(at, at + MAGIC.length), MAGIC)) {
        break;
      }
      var end = Math.min(bytes.length(), at + pageLength(bytes, at));
      bytes.setIntLE(at + OggPage.CRC_AT, OggCrc.of(bytes.slice(at, end)));
    }
    return bytes.getBytes();
  }

  private static int pageLength(Buffer bytes, int at) {
    var lacing = at + OggPage.HEADER_BYTES;
    var segments = bytes.getUnsignedByte(lacing - 1);
    var length = OggPage.HEADER_BYTES + segments;
    for (var index = lacing; index < Math.min(lacing + segments, bytes.length()); index++) {
      length += bytes.getUnsignedByte(index);
    }
    return length;
  }

  private record Outcome(List<OpusPacket> packets, String problem) {}

  static Stream<Arguments> streams() {
    var writer = new OggOpusWriter(7);
    var packet = new OpusPacket(Buffer.buffer(new byte[] {-4, 1, 2}), 960, 960);
    var tiny = writer.begin(new OpusHead(1, 312, 24_000, 0));
    tiny.appendBuffer(writer.write(packet)).appendBuffer(writer.write(packet));
    tiny.appendBuffer(writer.end());
    return Stream.of(tiny.getBytes(), head()).map(bytes -> Arguments.of(bytes, 100, true));
  }

  private static byte[] head() {
    try {
      return Arrays.copyOf(Files.readAllBytes(Path.of("dev/audio/welcome.ogg")), 1_000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

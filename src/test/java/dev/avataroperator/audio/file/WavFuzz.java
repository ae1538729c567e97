package dev.avataroperator.audio.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.avataroperator.audio.AudioProblem;
import dev.avataroperator.audio.PcmFormat;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any file gives samples or a reason for people, the same however its bytes arrive. */
class WavFuzz {
  private static final PcmFormat FORMAT = new PcmFormat(24_000);

  @MethodSource("files")
  @FuzzTest
  void readsAnyFileOrSaysWhy(byte @NotNull [] file, @InRange(min = 1, max = 700) int piece) {
    var whole = read(file, Math.max(1, file.length));

    assertThat(read(file, piece)).isEqualTo(whole);
  }

  private static Outcome read(byte[] file, int piece) {
    var decoder = new WavDecoder(FORMAT);
    var samples = Buffer.buffer();
    try {
      for (var at = 0; at < file.length; at += piece) {
        var end = Math.min(file.length, at + piece);
        samples.appendBuffer(decoder.feed(Buffer.buffer(Arrays.copyOfRange(file, at, end))));
      }
      return new Outcome(samples, decoder.shortfall());
    } catch (AudioProblem problem) {
      assertThat(problem.getMessage()).isNotBlank().hasSizeLessThan(400);
      return new Outcome(samples, problem.getMessage());
    }
  }

  /** What came out: whole samples, and what is wrong, if anything. */
  private record Outcome(Buffer samples, String problem) {
    private Outcome {
      assertThat(samples.length()).isEven();
    }
  }

  static Stream<Arguments> files() {
    return Stream.of("welcome-24k.wav", "welcome-44k-stereo.wav", "welcome-8bit.wav")
        .map(name -> Arguments.of(head(name), 100));
  }

  private static byte[] head(String name) {
    try {
      return Arrays.copyOf(Files.readAllBytes(Path.of("dev/audio", name)), 200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

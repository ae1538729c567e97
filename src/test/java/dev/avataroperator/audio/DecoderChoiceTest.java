package dev.avataroperator.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderChoiceTest {
  private static final PcmFormat FORMAT = new PcmFormat(24_000);
  private static final Buffer BYTES = Buffer.buffer(new byte[] {1, 2, 3, 4});

  @Test
  void takesL16ForBigEndianHoweverItIsCut() {
    // given
    var decoder = choose("/speech", "audio/L16; rate=24000; channels=1");

    // when
    var samples = Buffer.buffer();
    for (var at = 0; at < BYTES.length(); at++) {
      samples.appendBuffer(decoder.feed(BYTES.slice(at, at + 1)));
    }

    // then
    assertThat(samples.getBytes()).containsExactly(2, 1, 4, 3);
    assertThat(decoder.shortfall()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a.s16le", "/a.PCM", "/a.raw"})
  void takesRawNamesForLittleEndian(String path) {
    assertThat(choose(path, null).feed(BYTES)).isEqualTo(BYTES);
  }

  @Test
  void believesANameThatTellsTheByteOrder() {
    assertThat(choose("/a.s16le", "audio/L16").feed(BYTES)).isEqualTo(BYTES);
  }

  @ParameterizedTest
  @CsvSource({
    "audio/L16;rate=16000, is 16000 Hz",
    "audio/L16; rate=24000; channels=2, has several channels"
  })
  void refusesL16OfAnotherRateOrWithSeveralChannels(String type, String problem) {
    assertThatThrownBy(() -> choose("/speech", type))
        .isInstanceOf(AudioProblem.class)
        .hasMessageContaining(problem)
        .hasMessageContaining("ffmpeg");
  }

  private static PcmDecoder choose(String path, String type) {
    return DecoderChoice.of(URI.create("http://files.example" + path), type, FORMAT);
  }
}

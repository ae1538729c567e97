package dev.avataroperator.audio.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.avataroperator.audio.AudioProblem;
import dev.avataroperator.audio.PcmFormat;
import io.vertx.core.buffer.Buffer;
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
  @CsvSource({"audio/L16;rate=48000, 48000", "audio/L16; rate=24000; channels=2, 48000"})
  void convertsL16OfAnotherRateOrWithSeveralChannels(String type, int bytesASecond) {
    // given
    var decoder = choose("/speech", type);

    // when
    var samples = decoder.feed(Buffer.buffer(new byte[96_000])).appendBuffer(decoder.end());

    // then
    assertThat(samples.length()).isEqualTo(bytesASecond);
    assertThat(decoder.shortfall()).isNull();
  }

  @Test
  void refusesL16WithMoreChannelsThanAnyoneHas() {
    assertThatThrownBy(() -> choose("/speech", "audio/L16; channels=99"))
        .isInstanceOf(AudioProblem.class)
        .hasMessageContaining("99 channels");
  }

  private static PcmDecoder choose(String path, String type) {
    return DecoderChoice.of(new SpeechFile.FileName(path, type), FORMAT);
  }
}

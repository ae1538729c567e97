package dev.avataroperator.audio.file;

import dev.avataroperator.audio.PcmFormat;
import dev.avataroperator.audio.convert.SampleConverter;
import io.vertx.core.buffer.Buffer;

/** A WAV file of any usual layout, brought to the session's. */
final class ConvertedWav implements PcmDecoder {
  private final PcmFormat wanted;
  private final WavDecoder wav;
  private SampleConverter converter;

  ConvertedWav(PcmFormat wanted) {
    this.wanted = wanted;
    this.wav = WavDecoder.ofAnyFormat();
  }

  @Override
  public Buffer feed(Buffer bytes) {
    var samples = wav.feed(bytes);
    if (wav.format() == null || wav.format().is(wanted)) {
      return samples;
    }
    if (converter == null) {
      converter = new SampleConverter(wav.format().layout(), wanted.sampleRateHz());
    }
    return converter.feed(samples);
  }

  @Override
  public Buffer end() {
    return converter == null ? Buffer.buffer() : converter.end();
  }

  @Override
  public String shortfall() {
    return wav.shortfall();
  }
}

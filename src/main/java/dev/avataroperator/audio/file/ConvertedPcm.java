package dev.avataroperator.audio.file;

import dev.avataroperator.audio.PcmFormat;
import dev.avataroperator.audio.WholeSamples;
import dev.avataroperator.audio.convert.SampleConverter;
import io.vertx.core.buffer.Buffer;
import javax.sound.sampled.AudioFormat;

/** Samples without a header whose layout is known from elsewhere, brought to the session's. */
final class ConvertedPcm implements PcmDecoder {
  private final WholeSamples frames;
  private final SampleConverter converter;

  ConvertedPcm(AudioFormat layout, PcmFormat wanted) {
    this.frames = new WholeSamples(layout.getFrameSize());
    this.converter = new SampleConverter(layout, wanted.sampleRateHz());
  }

  @Override
  public Buffer feed(Buffer bytes) {
    return converter.feed(frames.feed(bytes));
  }

  @Override
  public Buffer end() {
    return converter.end();
  }

  @Override
  public String shortfall() {
    return frames.left() == 0 ? null : "ends in the middle of a sample";
  }
}

package dev.avataroperator.audio.convert;

import dev.avataroperator.audio.WholeSamples;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;

/**
 * Turns samples of any layout into mono 16 bit at another rate, as they come: mixed down and
 * resampled by the JDK (windowed sinc), behind a low-pass where the rate falls.
 */
public final class SampleConverter {
  private static final Map<String, Object> SINC = Map.of("interpolation", "sinc");

  private final WholeSamples frames;
  private final FormatStage mixed;
  private final LowPass lowPass;
  private final FormatStage resampled;
  private final double ratio;
  private long framesIn;
  private long samplesOut;

  /** Needs the rate, size and coding of the source to be such that the JDK knows them. */
  public SampleConverter(AudioFormat source, int sampleRateHz) {
    var rate = source.getSampleRate();
    frames = new WholeSamples(source.getFrameSize());
    mixed = new FormatStage(source, mono(rate));
    lowPass = sampleRateHz < rate ? new LowPass(rate, sampleRateHz) : null;
    resampled = sampleRateHz == rate ? null : new FormatStage(mono(rate), mono(sampleRateHz));
    ratio = sampleRateHz / (double) rate;
  }

  public Buffer feed(Buffer bytes) {
    var whole = frames.feed(bytes);
    framesIn += whole.length() / frames.size();
    return pcm(resample(filter(mixed.feed(whole))));
  }

  /** The rest, exactly as long as what was fed. */
  public Buffer end() {
    var rest = resample(filter(mixed.end()));
    if (resampled != null) {
      rest.appendBuffer(resampled.end());
    }
    var missing = (int) (Math.round(framesIn * ratio) - samplesOut) * Float.BYTES;
    var padding = Buffer.buffer(new byte[Math.max(0, missing - rest.length())]);
    return pcm(rest.getBuffer(0, Math.min(rest.length(), missing)).appendBuffer(padding));
  }

  private Buffer filter(Buffer samples) {
    return lowPass == null ? samples : lowPass.apply(samples);
  }

  private Buffer resample(Buffer samples) {
    return resampled == null ? samples : resampled.feed(samples);
  }

  /** Clipped, which the JDK's own conversion to 16 bit doesn't do. */
  private Buffer pcm(Buffer samples) {
    var pcm = Buffer.buffer(samples.length() / 2);
    for (var at = 0; at < samples.length(); at += Float.BYTES) {
      var value = Math.round(samples.getFloat(at) * Short.MAX_VALUE);
      pcm.appendShortLE((short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value)));
    }
    samplesOut += pcm.length() / Short.BYTES;
    return pcm;
  }

  private static AudioFormat mono(float rate) {
    return new AudioFormat(Encoding.PCM_FLOAT, rate, 32, 1, Float.BYTES, rate, true, SINC);
  }
}

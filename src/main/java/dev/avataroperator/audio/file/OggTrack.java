package dev.avataroperator.audio.file;

import dev.avataroperator.audio.AudioPiece;
import dev.avataroperator.audio.PcmFormat;
import dev.avataroperator.audio.SpeechFormat;
import dev.avataroperator.audio.opus.OggOpusReader;
import dev.avataroperator.audio.opus.OpusDecoding;
import dev.avataroperator.audio.opus.OpusHead;
import dev.avataroperator.audio.opus.OpusPassage;
import dev.avataroperator.audio.opus.OpusRates;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * An Ogg Opus file: its packets are passed on where the session sends Opus of the same rate; else
 * they are decoded.
 */
final class OggTrack implements SpeechFile.Track {
  private final SpeechFormat format;
  private final long skipNanos;
  private final OggOpusReader reader = OggOpusReader.monoOrStereo();
  private OpusPassage passage;
  private OpusDecoding decoding;
  private PcmTrack decoded;

  OggTrack(SpeechFormat format, long skipNanos) {
    this.format = format;
    this.skipNanos = skipNanos;
  }

  @Override
  public void feed(Buffer bytes, List<AudioPiece> into) {
    var packets = reader.feed(bytes);
    for (var packet : packets) {
      begin(reader.head());
      if (passage != null) {
        passage.write(packet, into);
      } else {
        decoded.feed(decoding.decode(packet), into);
      }
    }
  }

  @Override
  public void end(List<AudioPiece> into) {
    if (passage != null) {
      passage.end(into);
    } else if (decoded != null) {
      decoded.end(into);
    }
  }

  @Override
  public String shortfall() {
    return reader.shortfall();
  }

  private void begin(OpusHead head) {
    if (passage != null || decoded != null) {
      return;
    }
    if (format.opus() && head.channels() == 1 && head.inputRate() == format.sampleRateHz()) {
      passage = new OpusPassage(head, skipNanos);
      return;
    }
    decoding = new OpusDecoding(head);
    var pcm = format.pcm();
    var decoder = OpusRates.FULL == pcm.sampleRateHz() ? new RawPcm() : resampled(pcm);
    decoded = new PcmTrack(decoder, SpeechFile.writer(format), pcm.bytes(skipNanos));
  }

  private static PcmDecoder resampled(PcmFormat pcm) {
    var layout = new WavFormat(WavFormat.PCM, 1, OpusRates.FULL, 16).layout();
    return new ConvertedPcm(layout, pcm);
  }
}

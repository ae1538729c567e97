package dev.avataroperator.simulator.record;

import dev.avataroperator.egress.proto.AudioFormat;
import io.vertx.core.buffer.Buffer;

/** A request's audio as a file that players open: Ogg as it came, samples with a WAV header. */
public record AudioFile(String contentType, Buffer content) {
  private static final int HEADER_AFTER_SIZE = 36;

  static AudioFile of(AudioFormat format, int sampleRate, Buffer audio) {
    return format == AudioFormat.AUDIO_FORMAT_OGG_OPUS
        ? new AudioFile("audio/ogg", audio)
        : new AudioFile("audio/wav", header(sampleRate, audio.length()).appendBuffer(audio));
  }

  private static Buffer header(int sampleRate, int bytes) {
    return Buffer.buffer()
        .appendString("RIFF")
        .appendIntLE(HEADER_AFTER_SIZE + bytes)
        .appendString("WAVEfmt ")
        .appendIntLE(16)
        .appendShortLE((short) 1)
        .appendShortLE((short) 1)
        .appendIntLE(sampleRate)
        .appendIntLE(2 * sampleRate)
        .appendShortLE((short) 2)
        .appendShortLE((short) 16)
        .appendString("data")
        .appendIntLE(bytes);
  }
}

package dev.avataroperator.audio.convert;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * One conversion by the JDK, which pulls its input. It is only asked for what the input that was
 * fed suffices for, so that it never sees a gap.
 */
final class FormatStage {
  private static final int BLOCK_FRAMES = 480;

  /** The converter reads ahead this much at most. */
  private static final int AHEAD_FRAMES = 2_048;

  private final ByteQueue queue = new ByteQueue();
  private final AudioInputStream output;
  private final byte[] block;
  private final int enough;

  FormatStage(AudioFormat from, AudioFormat to) {
    var input = new AudioInputStream(queue, from, AudioSystem.NOT_SPECIFIED);
    output = AudioSystem.getAudioInputStream(to, input);
    block = new byte[BLOCK_FRAMES * to.getFrameSize()];
    var frames = Math.ceil(BLOCK_FRAMES * from.getSampleRate() / to.getSampleRate());
    enough = ((int) frames + AHEAD_FRAMES) * from.getFrameSize();
  }

  /** Whole frames only. */
  Buffer feed(Buffer frames) {
    queue.add(frames);
    var converted = Buffer.buffer();
    while (queue.available() >= enough) {
      converted.appendBytes(block, 0, read());
    }
    return converted;
  }

  Buffer end() {
    queue.end();
    var converted = Buffer.buffer();
    for (var size = read(); size > 0; size = read()) {
      converted.appendBytes(block, 0, size);
    }
    return converted;
  }

  private int read() {
    try {
      return output.read(block);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

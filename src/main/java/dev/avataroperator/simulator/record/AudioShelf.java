package dev.avataroperator.simulator.record;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Keeps the audio that came last, up to a bound; the request that came first loses its first. */
public final class AudioShelf {
  private final long mostBytes;
  private final Deque<Recording> recordings = new ArrayDeque<>();
  private long bytes;

  public AudioShelf(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  Recording recording() {
    return new Recording();
  }

  /** One request's audio as it came. */
  final class Recording {
    private Buffer audio;
    private boolean lost;

    void add(Buffer piece) {
      synchronized (AudioShelf.this) {
        if (lost || piece.length() == 0) {
          return;
        }
        if (audio == null) {
          audio = Buffer.buffer();
          recordings.addLast(this);
        }
        audio.appendBuffer(piece);
        bytes += piece.length();
        while (bytes > mostBytes) {
          recordings.removeFirst().lose();
        }
      }
    }

    /** Empty when nothing came, or it is kept no longer. */
    Optional<Buffer> audio() {
      synchronized (AudioShelf.this) {
        return Optional.ofNullable(audio).map(Buffer::copy);
      }
    }

    private void lose() {
      bytes -= audio.length();
      audio = null;
      lost = true;
    }
  }
}

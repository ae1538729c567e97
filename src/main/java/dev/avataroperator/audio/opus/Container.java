package dev.avataroperator.audio.opus;

import dev.avataroperator.audio.AudioProblem;
import io.vertx.core.buffer.Buffer;

/** Names what isn't Ogg by its first bytes, and says how to make Ogg Opus of it. */
final class Container {
  static final String OGG = "OggS";
  private static final int WEBM = 0x1A45DFA3;

  private Container() {}

  static void requireOgg(Buffer start) {
    if (!OpusHead.startsWith(start, OGG)) {
      throw AudioProblem.unusable(problem(start));
    }
  }

  private static String problem(Buffer start) {
    if (start.getInt(0) == WEBM) {
      return "is WebM, not Ogg Opus: put its Opus into Ogg, for example"
          + " `ffmpeg -i in.webm -c:a copy out.ogg`, or record audio/ogg; codecs=opus";
    }
    var name =
        OpusHead.startsWith(start, "RIFF")
            ? "WAV"
            : OpusHead.startsWith(start, "fLaC")
                ? "FLAC"
                : OpusHead.startsWith(start, "ID3") ? "MP3" : "something else";
    return "is " + name + ", not Ogg Opus: convert it, for example `opusenc in.wav out.opus`";
  }
}

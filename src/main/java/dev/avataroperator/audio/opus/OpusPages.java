package dev.avataroperator.audio.opus;

import dev.avataroperator.audio.AudioPiece;
import java.util.List;

/** Puts packets into an Ogg stream, with the duration of each page. */
final class OpusPages {
  private final OggOpusWriter writer = new OggOpusWriter(SERIAL);

  /** Each stream is alone in its request, so nothing needs telling apart. */
  private static final int SERIAL = 1;

  private OpusPacket held;

  void begin(OpusHead head, List<AudioPiece> into) {
    into.add(new AudioPiece(writer.begin(head), 0));
  }

  void write(OpusPacket packet, List<AudioPiece> into) {
    var page = writer.write(packet);
    if (held != null) {
      into.add(new AudioPiece(page, held.nanos()));
    }
    held = packet;
  }

  void end(List<AudioPiece> into) {
    into.add(new AudioPiece(writer.end(), held == null ? 0 : held.nanos()));
    held = null;
  }
}

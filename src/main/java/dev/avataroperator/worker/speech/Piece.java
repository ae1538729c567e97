package dev.avataroperator.worker.speech;

import dev.avataroperator.audio.opus.OpusHead;
import dev.avataroperator.audio.opus.OpusPacket;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** Some audio of a segment, with how long it plays, in bytes of PCM at the session's rate. */
public sealed interface Piece {

  long plays();

  /** Bytes that it takes to hold it. */
  int length();

  /** What remains without its beginning; all of it where it can't be cut there. */
  Piece without(long plays);

  /** The same, to be decoded and not heard, for decoders that have to settle; else empty. */
  Optional<Piece> settling();

  /** What to send for it now; may be nothing, or what was held back before. */
  Buffer writeTo(RequestStream stream);

  /** Whole samples, which are cut anywhere. */
  record Samples(Buffer audio) implements Piece {

    @Override
    public long plays() {
      return audio.length();
    }

    @Override
    public int length() {
      return audio.length();
    }

    @Override
    public Piece without(long plays) {
      return new Samples(audio.slice((int) plays, audio.length()));
    }

    @Override
    public Optional<Piece> settling() {
      return Optional.empty();
    }

    @Override
    public Buffer writeTo(RequestStream stream) {
      return audio;
    }
  }

  /** One packet of a stream that begins with this head. */
  record Packet(OpusHead head, OpusPacket packet, long plays, boolean settles) implements Piece {

    @Override
    public int length() {
      return packet.data().length();
    }

    @Override
    public Piece without(long beginning) {
      return this;
    }

    @Override
    public Optional<Piece> settling() {
      return Optional.of(
          new Packet(head, new OpusPacket(packet.data(), packet.samples(), 0), 0, true));
    }

    @Override
    public Buffer writeTo(RequestStream stream) {
      return stream.write(this);
    }
  }
}

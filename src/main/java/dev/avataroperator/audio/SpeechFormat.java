package dev.avataroperator.audio;

/** What a session sends to the service: mono samples of 16 bit, or Ogg Opus made of them. */
public record SpeechFormat(boolean opus, PcmFormat pcm) {

  /** As sessions declare it. */
  public String name() {
    return opus ? "OGG_OPUS" : "PCM_S16LE";
  }

  public int sampleRateHz() {
    return pcm.sampleRateHz();
  }

  /** Bytes of PCM that play as long as this piece. */
  public long plays(AudioPiece piece) {
    return opus ? pcm.bytes(piece.nanos()) : piece.bytes().length();
  }
}

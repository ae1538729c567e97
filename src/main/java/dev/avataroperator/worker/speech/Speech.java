package dev.avataroperator.worker.speech;

import dev.avataroperator.audio.SpeechFormat;

/** What a source of audio speaks with. */
public record Speech(SpeechFormat format, Speaker speaker, Tally tally) {

  /** A new segment, behind all others. */
  public Segment open(String id, SegmentListener listener) {
    var segment = new Segment(id, format.pcm(), listener);
    speaker.add(segment);
    return segment;
  }
}

package dev.avataroperator.worker;

import dev.avataroperator.audio.PcmFormat;

/** What a source of audio speaks with. */
record Speech(PcmFormat format, Speaker speaker, Tally tally) {

  /** A new segment, behind all others. */
  Segment open(String id, SegmentListener listener) {
    var segment = new Segment(id, format, listener);
    speaker.add(segment);
    return segment;
  }
}

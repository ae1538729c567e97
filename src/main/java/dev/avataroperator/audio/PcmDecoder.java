package dev.avataroperator.audio;

import io.vertx.core.buffer.Buffer;

/** Turns a file's bytes, in arbitrary pieces, into samples of the session's format. */
interface PcmDecoder {

  /** The samples in these bytes, maybe none; throws {@link AudioProblem}. */
  Buffer feed(Buffer bytes);

  /** Called at the file's end: what it promised and doesn't hold, for people, or null. */
  String shortfall();
}

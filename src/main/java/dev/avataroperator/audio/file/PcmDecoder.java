package dev.avataroperator.audio.file;

import io.vertx.core.buffer.Buffer;

/** Turns a file's bytes, in arbitrary pieces, into samples of the session's format. */
interface PcmDecoder {

  /** The samples in these bytes, maybe none; throws {@link AudioProblem}. */
  Buffer feed(Buffer bytes);

  /** The samples that are left at the file's end. */
  default Buffer end() {
    return Buffer.buffer();
  }

  /** Called after the end: what the file promised and doesn't hold, for people, or null. */
  String shortfall();
}

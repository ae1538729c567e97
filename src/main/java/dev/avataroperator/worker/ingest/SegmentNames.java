package dev.avataroperator.worker.ingest;

import java.util.LinkedHashSet;

/** The ids of a session's segments: each is used once; the newest thousands are remembered. */
final class SegmentNames {
  static final String IMPLICIT = "implicit-";
  private static final int REMEMBERED = 4096;

  private final LinkedHashSet<String> recent = new LinkedHashSet<>();
  private long implicit;

  /** Throws {@link IngestRefused} for an id that was used. */
  String claim(String id) {
    if (!recent.add(id)) {
      throw IngestRefused.malformed("segment ids are unique per session, and this one was used");
    }
    forgetOldest();
    return id;
  }

  String nextImplicit() {
    var id = IMPLICIT + ++implicit;
    recent.add(id);
    forgetOldest();
    return id;
  }

  /** Whether a segment of this id was begun, as far as is remembered. */
  boolean knows(String id) {
    return recent.contains(id);
  }

  private void forgetOldest() {
    if (recent.size() > REMEMBERED) {
      recent.remove(recent.iterator().next());
    }
  }
}

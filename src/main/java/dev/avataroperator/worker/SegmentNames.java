package dev.avataroperator.worker;

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
    if (recent.size() > REMEMBERED) {
      recent.remove(recent.iterator().next());
    }
    return id;
  }

  String nextImplicit() {
    return IMPLICIT + ++implicit;
  }
}

package dev.avataroperator.net;

import java.nio.charset.StandardCharsets;

/**
 * The text of a WebSocket close frame: at most 123 bytes of UTF-8 (RFC 6455, 5.5), or the peer
 * takes the frame for a broken one and never sees its code.
 */
public final class CloseReason {
  private static final int MAX_BYTES = 123;
  private static final String CUT = "…";

  private CloseReason() {}

  /** The text, or its beginning where it is too long. */
  public static String of(String text) {
    if (bytes(text) <= MAX_BYTES) {
      return text;
    }
    var end = Math.min(text.length(), MAX_BYTES);
    while (bytes(text.substring(0, end)) > MAX_BYTES - bytes(CUT)) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end) + CUT;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}

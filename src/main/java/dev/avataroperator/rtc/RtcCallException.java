package dev.avataroperator.rtc;

/** A vendor's server didn't do what it was asked for; the message says why, for people. */
public final class RtcCallException extends Exception {
  private static final long serialVersionUID = 1L;

  public RtcCallException(String message) {
    super(message, null, false, false);
  }
}

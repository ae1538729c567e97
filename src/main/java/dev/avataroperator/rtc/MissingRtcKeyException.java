package dev.avataroperator.rtc;

/** The Secret of an RTC provider has no value under a key; the message names both. */
public final class MissingRtcKeyException extends InvalidRtcAccountException {
  private static final long serialVersionUID = 1L;

  public MissingRtcKeyException(String message) {
    super(message);
  }
}

package dev.avataroperator.rtc;

/** An RTC provider's settings or keys can't be used; the message says what to write instead. */
public class InvalidRtcAccountException extends Exception {
  private static final long serialVersionUID = 1L;

  public InvalidRtcAccountException(String message) {
    super(message);
  }
}

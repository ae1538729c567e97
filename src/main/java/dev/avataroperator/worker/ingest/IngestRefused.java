package dev.avataroperator.worker.ingest;

/** A client's message that ends its connection, with the close code and the name of the error. */
final class IngestRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  static final int TOO_BIG = 1009;
  static final String TOO_BIG_TEXT =
      "messages hold at most 256 KiB: send 20 to 100 ms of audio each";
  private static final int MALFORMED = 4400;
  private static final int OVERRUN = 4413;

  private final int code;
  private final String error;

  private IngestRefused(int code, String error, String message) {
    super(message, null, false, false);
    this.code = code;
    this.error = error;
  }

  static IngestRefused malformed(String message) {
    return new IngestRefused(MALFORMED, "Malformed", message);
  }

  static IngestRefused tooLarge() {
    return new IngestRefused(TOO_BIG, "TooLarge", TOO_BIG_TEXT);
  }

  static IngestRefused overrun(String message) {
    return new IngestRefused(OVERRUN, "Overrun", message);
  }

  int code() {
    return code;
  }

  String error() {
    return error;
  }
}

package dev.avataroperator.simulator.configure;

/** The configuration can't be served; {@code code} goes into the ServerError. */
public final class ConfigureRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** gRPC's INVALID_ARGUMENT: the request is wrong. */
  public static final int INVALID = 3;

  /** gRPC's UNAUTHENTICATED: the egress configuration lets nobody in. */
  static final int BAD_EGRESS = 16;

  private final int code;

  private ConfigureRefused(int code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  static ConfigureRefused invalid(String message) {
    return new ConfigureRefused(INVALID, message);
  }

  static ConfigureRefused badEgress(String message) {
    return new ConfigureRefused(BAD_EGRESS, message);
  }

  public int code() {
    return code;
  }
}

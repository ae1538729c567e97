package dev.avataroperator.net;

import java.util.regex.Pattern;

/** Whether a host, as URLs and options name it, is this machine; nothing is looked up. */
public final class Loopback {
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern NAMES =
      Pattern.compile("localhost|::1|\\[::1]|127(\\." + OCTET + "){3}", Pattern.CASE_INSENSITIVE);

  private Loopback() {}

  /** True for {@code localhost}, {@code 127.0.0.0/8} and {@code ::1}, also in brackets. */
  public static boolean is(String host) {
    return host != null && NAMES.matcher(host).matches();
  }
}

package dev.avataroperator.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** Whom to count calls against: an IPv4 address, or the /64 of IPv6 that one customer has. */
public final class RemoteNetwork {
  private static final int NETWORK_BYTES = 8;
  private static final int IPV6_BYTES = 16;

  private RemoteNetwork() {}

  /** Of an address in digits; whatever isn't one counts by itself. */
  public static String of(String address) {
    if (address == null || !address.contains(":")) {
      return String.valueOf(address);
    }
    try {
      var bytes = InetAddress.getByName(address).getAddress();
      return bytes.length == IPV6_BYTES
          ? HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES))
          : address;
    } catch (UnknownHostException e) {
      return address;
    }
  }
}

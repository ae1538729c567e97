package dev.avataroperator.audio.source;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A range of addresses, such as 10.0.0.0/8, or a single one. */
record Cidr(InetAddress base, int bits) {

  /** Throws IllegalArgumentException unless the text is an address or a range; never asks DNS. */
  static Cidr parse(String text) {
    var slash = text.indexOf('/');
    var address = literal(slash < 0 ? text : text.substring(0, slash));
    var width = address.getAddress().length * 8;
    var bits = slash < 0 ? width : Integer.parseInt(text.substring(slash + 1));
    if (bits < 0 || bits > width) {
      throw new IllegalArgumentException(text + " isn't a range of addresses");
    }
    return new Cidr(address, bits);
  }

  static boolean isLiteral(String text) {
    return text.matches("[0-9.]+(/\\d+)?|[0-9a-fA-F.]*:[0-9a-fA-F:.]*(/\\d+)?");
  }

  boolean contains(InetAddress address) {
    var mine = base.getAddress();
    var theirs = address.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (var bit = 0; bit < bits; bit++) {
      var mask = 0x80 >> bit % 8;
      if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static InetAddress literal(String text) {
    if (!isLiteral(text)) {
      throw new IllegalArgumentException(text + " isn't an address");
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text + " isn't an address", e);
    }
  }
}

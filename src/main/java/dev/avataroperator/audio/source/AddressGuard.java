package dev.avataroperator.audio.source;

import dev.avataroperator.audio.AudioProblem;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides which addresses audio may be read from: public ones over https, and hosts or ranges that
 * the worker's owner listed. Without it anyone who may write a playlist could have the worker read
 * the cluster's and the cloud's inner addresses.
 */
public final class AddressGuard {
  /** Not for public use; 64:ff9b::/96 and 2002::/16 wrap IPv4 addresses of any kind. */
  private static final List<Cidr> INNER =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "224.0.0.0/3",
              "::/96",
              "64:ff9b::/32",
              "100::/64",
              "2002::/16",
              "fc00::/7",
              "fe80::/9",
              "ff00::/8")
          .map(Cidr::parse)
          .toList();

  private final Set<String> hosts = new HashSet<>();
  private final List<Cidr> ranges;
  private final boolean insecure;

  /**
   * @param allowed host names, addresses and ranges that may be read although they aren't public
   * @param insecure plain http and loopback are fine
   */
  public AddressGuard(List<String> allowed, boolean insecure) {
    allowed.stream()
        .filter(entry -> !Cidr.isLiteral(entry))
        .map(entry -> entry.toLowerCase(Locale.ROOT))
        .forEach(hosts::add);
    ranges = allowed.stream().filter(Cidr::isLiteral).map(Cidr::parse).toList();
    this.insecure = insecure;
  }

  /** Refuses what can be refused before the name is resolved; throws {@link AudioProblem}. */
  public void check(URI uri) {
    if (!"https".equals(uri.getScheme()) && !"http".equals(uri.getScheme())) {
      throw AudioProblem.unusable("isn't an http or https address: write https://…");
    }
    if (uri.getHost() == null || uri.getUserInfo() != null) {
      throw AudioProblem.unusable("needs a host and no user name: write https://host/path");
    }
  }

  /** The address to connect to; throws {@link AudioProblem} when none may be read from. */
  public InetAddress choose(URI uri, InetAddress... resolved) {
    var host = uri.getHost().toLowerCase(Locale.ROOT);
    for (var address : resolved) {
      var listed = hosts.contains(host) || isListed(address);
      var reachable = listed || !isInner(address) || (insecure && address.isLoopbackAddress());
      if (reachable && ("https".equals(uri.getScheme()) || listed || insecure)) {
        return address;
      }
      if (reachable) {
        throw AudioProblem.unusable(
            "is plain http: write https, or list its host in the worker's --playlist-hosts");
      }
    }
    throw AudioProblem.unusable(
        "is at a private or local address: list its host in the worker's --playlist-hosts"
            + " if it may be read");
  }

  private boolean isListed(InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  private static boolean isInner(InetAddress address) {
    return INNER.stream().anyMatch(range -> range.contains(address));
  }
}

package dev.avataroperator.operator;

import dev.avataroperator.net.Loopback;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Which URLs the operator talks to: TLS everywhere, plain text to loopback or where allowed. */
public final class Endpoints {
  private static final Set<String> SECURE = Set.of("https", "wss");

  private Endpoints() {}

  /** What is wrong with the URL, in words that say what to write instead. */
  public static Optional<String> problem(String field, String url, boolean allowInsecure) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      return Optional.of(field + " isn't a URL: write for example https://host/path.");
    }
    if (uri.getHost() == null) {
      return Optional.of(field + " names no host: write for example https://host/path.");
    }
    if (SECURE.contains(uri.getScheme()) || isLoopback(uri) || allowInsecure) {
      return Optional.empty();
    }
    return Optional.of(
        field
            + " isn't encrypted: use https or wss, or start the operator with"
            + " --allow-insecure-endpoints.");
  }

  public static boolean isLoopback(URI uri) {
    return Loopback.is(uri.getHost());
  }
}

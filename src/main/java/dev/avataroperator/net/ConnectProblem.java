package dev.avataroperator.net;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Why a connection couldn't be made, in words that tell a person what to mend. The clients hide the
 * cause behind texts such as "Failed to create SSL connection", or behind no text at all.
 */
public final class ConnectProblem {
  private static final int MOST_CAUSES = 10;

  private ConnectProblem() {}

  /**
   * The problem, or the failure's own words where it is none of connecting.
   *
   * @param trust the field or option that names the authority to trust
   */
  public static String of(Throwable failure, String trust) {
    var causes =
        Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
            .limit(MOST_CAUSES)
            .toList();
    return network(causes)
        .or(() -> certificate(causes, trust))
        .or(() -> tls(causes))
        .orElseGet(() -> own(failure));
  }

  private static Optional<String> network(List<Throwable> causes) {
    if (has(causes, UnknownHostException.class) || has(causes, UnresolvedAddressException.class)) {
      return Optional.of("its name can't be resolved: check the host name, and DNS");
    }
    if (has(causes, ConnectTimeoutException.class)
        || has(causes, HttpTimeoutException.class)
        || has(causes, TimeoutException.class)) {
      return Optional.of("it doesn't answer");
    }
    if (has(causes, NoRouteToHostException.class)) {
      return Optional.of("no route leads there");
    }
    return has(causes, ConnectException.class)
        ? Optional.of("it refuses connections: check that it runs, and the port")
        : Optional.empty();
  }

  private static Optional<String> certificate(List<Throwable> causes, String trust) {
    if (has(causes, CertificateExpiredException.class)) {
      return Optional.of("its certificate has expired");
    }
    if (has(causes, CertificateNotYetValidException.class)) {
      return Optional.of("its certificate isn't valid yet: check the clocks");
    }
    if (has(causes, CertPathBuilderException.class)
        || has(causes, CertPathValidatorException.class)) {
      return Optional.of(
          "its certificate isn't from a trusted authority: name that authority's in " + trust);
    }
    // What is left is the check of the name, which has no type of its own.
    return last(causes, CertificateException.class)
        .map(problem -> "its certificate isn't for this name: " + problem.getMessage());
  }

  private static Optional<String> tls(List<Throwable> causes) {
    if (has(causes, NotSslRecordException.class)) {
      return Optional.of("it doesn't speak TLS on this port");
    }
    return last(causes, SSLException.class).map(problem -> "TLS failed: " + problem.getMessage());
  }

  private static String own(Throwable failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  private static boolean has(List<Throwable> causes, Class<? extends Throwable> type) {
    return last(causes, type).isPresent();
  }

  private static Optional<Throwable> last(List<Throwable> causes, Class<? extends Throwable> type) {
    return causes.stream().filter(type::isInstance).reduce((first, second) -> second);
  }
}

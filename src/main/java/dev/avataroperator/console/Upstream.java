package dev.avataroperator.console;

import dev.avataroperator.net.ConnectProblem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;

/**
 * A server that the console calls.
 *
 * @param caPem certificates to trust instead of the JDK's, or null
 */
public record Upstream(URI url, String caPem) {

  /** Throws IllegalArgumentException that says what to write instead. */
  public static Upstream of(String option, URI url, String caPem) {
    var scheme = url.getScheme();
    if ((!"http".equals(scheme) && !"https".equals(scheme)) || url.getHost() == null) {
      throw new IllegalArgumentException(option + " must be an http:// or https:// URL");
    }
    return new Upstream(url, caPem);
  }

  HttpClientOptions client() {
    var options = new HttpClientOptions().setConnectTimeout(5_000).setKeepAlive(true);
    return caPem == null ? options : options.setTrustOptions(trust(caPem));
  }

  RequestOptions request(String path) {
    var base = url.getRawPath() == null ? "" : url.getRawPath().replaceAll("/+$", "");
    return new RequestOptions()
        .setHost(url.getHost())
        .setPort(port(url))
        .setSsl(isTls(url))
        .setURI(base + path);
  }

  /**
   * What to tell of a call that failed.
   *
   * @param server as a sentence begins with it
   */
  static ConsoleProblem problem(String server, Throwable failure, String trust) {
    if (failure instanceof ConsoleProblem known) {
      return known;
    }
    return new ConsoleProblem(
        503,
        failure instanceof ConnectionPoolTooBusyException
            ? server + " has too many calls waiting: try again in a moment."
            : server + " can't be reached: " + ConnectProblem.of(failure, trust) + ".");
  }

  static PemTrustOptions trust(String pem) {
    return new PemTrustOptions().addCertValue(Buffer.buffer(pem));
  }

  /** Of http, https, ws and wss. */
  static boolean isTls(URI url) {
    return "https".equals(url.getScheme()) || "wss".equals(url.getScheme());
  }

  static int port(URI url) {
    return url.getPort() >= 0 ? url.getPort() : isTls(url) ? 443 : 80;
  }
}

package dev.avataroperator.audio;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;

/**
 * One file on its way: resolves its host, connects to the address that was checked, follows and
 * checks redirects, and hands the audio on as it comes.
 */
public final class AudioDownload {
  private static final int MAX_REDIRECTS = 5;
  private static final long ANSWER_MS = 10_000;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final Access access;
  private final PcmFormat format;
  private final Sink sink;
  private HttpClientRequest request;
  private DownloadBody body;
  private boolean paused;
  private boolean over;

  /** What a download says; nothing follows an end or a failure. */
  public interface Sink {
    void audio(Buffer pcm);

    /**
     * @param shortfall what the file promised and doesn't hold, or null
     */
    void ended(String shortfall);

    void failed(AudioProblem why);
  }

  /** The way to files. */
  record Access(Vertx vertx, HttpClient client, AddressGuard guard) {}

  AudioDownload(Access access, PcmFormat format, Sink sink) {
    this.access = access;
    this.format = format;
    this.sink = sink;
  }

  void start(URI uri, long from) {
    follow(uri, from, MAX_REDIRECTS).onFailure(this::fail);
  }

  public void pause() {
    paused = true;
    if (body != null) {
      body.pause();
    }
  }

  public void resume() {
    paused = false;
    if (body != null) {
      body.resume();
    }
  }

  /** Whether the server began to send the file, so that it isn't merely out of reach. */
  public boolean hasBegun() {
    return body != null;
  }

  /** Nothing is heard of it afterwards. */
  public void cancel() {
    over = true;
    if (request != null) {
      request.reset();
    }
  }

  void deliver(Buffer pcm) {
    if (!over) {
      sink.audio(pcm);
    }
  }

  void end(String shortfall) {
    if (!over) {
      over = true;
      sink.ended(shortfall);
    }
  }

  void fail(Throwable cause) {
    if (!over) {
      cancel();
      sink.failed(cause instanceof AudioProblem problem ? problem : unreachable(cause));
    }
  }

  private Future<Void> follow(URI uri, long from, int redirects) {
    access.guard().check(uri);
    return access
        .vertx()
        .executeBlocking(() -> InetAddress.getAllByName(uri.getHost()), false)
        .map(all -> access.guard().choose(uri, all))
        .compose(address -> access.client().request(options(uri, address)))
        .compose(
            fresh -> {
              request = fresh;
              return over ? Future.failedFuture("cancelled") : fresh.send();
            })
        .compose(response -> answered(uri, response, from, redirects));
  }

  private Future<Void> answered(URI uri, HttpClientResponse response, long from, int redirects) {
    var status = response.statusCode();
    var location = response.getHeader("Location");
    response.exceptionHandler(unread -> {});
    if (REDIRECTS.contains(status) && location != null) {
      if (redirects == 0) {
        throw AudioProblem.unusable("redirects more than " + MAX_REDIRECTS + " times");
      }
      request.reset();
      return follow(uri.resolve(location), from, redirects - 1);
    }
    if (status != 200) {
      throw refused(status);
    }
    var decoder = DecoderChoice.of(uri, response.getHeader("Content-Type"), format);
    body = new DownloadBody(this, response, decoder, from);
    body.start();
    if (paused) {
      body.pause();
    }
    return Future.succeededFuture();
  }

  private static RequestOptions options(URI uri, InetAddress address) {
    var tls = "https".equals(uri.getScheme());
    var port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
    var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return new RequestOptions()
        .setMethod(HttpMethod.GET)
        .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
        .setHost(uri.getHost())
        .setPort(port)
        .setSsl(tls)
        .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
        .setConnectTimeout(5_000)
        .setTimeout(ANSWER_MS)
        .putHeader("Accept-Encoding", "identity");
  }

  private static AudioProblem refused(int status) {
    return status == 429 || status >= 500
        ? AudioProblem.outage("can't be read now: its server answers " + status)
        : AudioProblem.unusable("can't be read: its server answers " + status);
  }

  private static AudioProblem unreachable(Throwable cause) {
    return cause instanceof UnknownHostException
        ? AudioProblem.outage("can't be read: its host name isn't known")
        : AudioProblem.outage("can't be read: its server doesn't answer or broke off");
  }
}

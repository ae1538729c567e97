package dev.avataroperator.audio.source;

import dev.avataroperator.audio.AudioPiece;
import dev.avataroperator.audio.AudioProblem;
import dev.avataroperator.audio.AudioReading;
import dev.avataroperator.audio.SpeechFormat;
import dev.avataroperator.audio.file.SpeechFile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

/**
 * One file on its way: resolves its host, connects to the address that was checked, follows and
 * checks redirects, hands the audio on as it comes, and goes on where it broke off.
 */
final class AudioDownload implements AudioReading {
  private static final int MAX_PORT = 65_535;
  private static final int MAX_REDIRECTS = 5;
  private static final long ANSWER_MS = 10_000;
  private static final long RESUME_AFTER_MS = 250;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final Access access;
  private final Wanted wanted;
  private final Sink sink;
  private final ResumePoint point = new ResumePoint();
  private URI source;
  private HttpClientRequest request;
  private Decoding decoding;
  private DownloadBody body;
  private boolean paused;
  private boolean over;

  /** The way to files, and how large each may be. */
  record Access(Vertx vertx, HttpClient client, AddressGuard guard, long mostBytes) {}

  /** What is made of the file, and from which time of its audio on. */
  record Wanted(SpeechFormat format, long fromNanos) {}

  AudioDownload(Access access, Wanted wanted, Sink sink) {
    this.access = access;
    this.wanted = wanted;
    this.sink = sink;
  }

  void start(URI uri) {
    source = uri;
    follow(uri, MAX_REDIRECTS).onFailure(this::fail);
  }

  @Override
  public void pause() {
    paused = true;
    if (body != null) {
      body.pause();
    }
  }

  @Override
  public void resume() {
    paused = false;
    if (body != null) {
      body.resume();
    }
  }

  @Override
  public boolean hasBegun() {
    return decoding != null;
  }

  @Override
  public void cancel() {
    over = true;
    if (request != null) {
      request.reset();
    }
  }

  long mostBytes() {
    return access.mostBytes();
  }

  void deliver(List<AudioPiece> pieces) {
    if (!over) {
      sink.audio(pieces);
    }
  }

  void end(String shortfall) {
    if (!over) {
      over = true;
      sink.ended(shortfall);
    }
  }

  /** In the middle of the file. */
  void brokeOff(Throwable cause) {
    if (over) {
      return;
    }
    body = null;
    if (!point.mayTry()) {
      fail(cause);
      return;
    }
    access
        .vertx()
        .setTimer(RESUME_AFTER_MS, timer -> follow(source, MAX_REDIRECTS).onFailure(this::again));
  }

  private void again(Throwable cause) {
    if (cause instanceof AudioProblem problem && !problem.isPassing()) {
      fail(problem);
    } else {
      brokeOff(cause);
    }
  }

  void fail(Throwable cause) {
    if (!over) {
      cancel();
      sink.failed(problem(cause));
    }
  }

  private Future<Void> follow(URI uri, int redirects) {
    access.guard().check(uri);
    return access
        .vertx()
        .executeBlocking(() -> InetAddress.getAllByName(uri.getHost()), false)
        .map(all -> access.guard().choose(uri, all))
        .compose(address -> access.client().request(point.askedBy(options(uri, address))))
        .compose(
            fresh -> {
              request = fresh;
              return over ? Future.failedFuture("cancelled") : fresh.send();
            })
        .compose(response -> answered(uri, response, redirects));
  }

  private Future<Void> answered(URI uri, HttpClientResponse response, int redirects) {
    var status = response.statusCode();
    var location = response.getHeader("Location");
    response.exceptionHandler(unread -> {});
    if (REDIRECTS.contains(status) && location != null) {
      if (redirects == 0) {
        throw AudioProblem.unusable("redirects more than " + MAX_REDIRECTS + " times");
      }
      request.reset();
      return follow(target(uri, location), redirects - 1);
    }
    checkStatus(response);
    if (decoding == null) {
      decoding = decoding(uri, response);
    }
    body = new DownloadBody(this, response, decoding, point);
    body.start(paused);
    return Future.succeededFuture();
  }

  private static URI target(URI from, String location) {
    try {
      var target = from.resolve(location);
      if (target.getHost() != null && target.getPort() <= MAX_PORT) {
        return target;
      }
    } catch (IllegalArgumentException e) {
      // Told as what it is: a server's mistake.
    }
    throw AudioProblem.unusable("redirects to what isn't a URL");
  }

  private void checkStatus(HttpClientResponse response) {
    var status = response.statusCode();
    if (point.received() > 0 && status < 300 && !point.isContinuedBy(response)) {
      throw AudioProblem.outage("changed while it was read");
    }
    if (status != 200 && !point.isContinuedBy(response)) {
      throw refused(status);
    }
  }

  private Decoding decoding(URI uri, HttpClientResponse response) {
    point.begun(response);
    var name = new SpeechFile.FileName(uri.getPath(), response.getHeader("Content-Type"));
    var file = new SpeechFile(wanted.format(), name, wanted.fromNanos());
    return new Decoding(access.vertx(), file);
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

  private static AudioProblem problem(Throwable cause) {
    if (cause instanceof IllegalStateException || cause instanceof IndexOutOfBoundsException) {
      return AudioProblem.of(cause);
    }
    return cause instanceof AudioProblem problem ? problem : unreachable(cause);
  }

  private static AudioProblem unreachable(Throwable cause) {
    return cause instanceof UnknownHostException
        ? AudioProblem.outage("can't be read: its host name isn't known")
        : AudioProblem.outage("can't be read: its server doesn't answer or broke off");
  }
}

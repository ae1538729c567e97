package dev.avataroperator.worker.ingest;

import dev.avataroperator.audio.AudioProblem;
import dev.avataroperator.audio.file.WavDecoder;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.net.ConnectProblem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A client of the ingest protocol that pushes one WAV file in real time and tells, line by line,
 * what the worker says of it.
 */
public final class IngestPusher {
  private final Vertx vertx;
  private final LongSupplier nanoTime;
  private final Target target;
  private final Consumer<String> lines;

  /**
   * @param url the session's ingest URL
   * @param caFile PEM certificates to trust instead of the JDK's, or null
   */
  public record Target(URI url, SecretText token, Path caFile) {

    /** Throws IllegalArgumentException that says what to write instead. */
    public Target {
      var scheme = url.getScheme();
      if ((!"ws".equals(scheme) && !"wss".equals(scheme)) || url.getHost() == null) {
        throw new IllegalArgumentException("--url must be a ws:// or wss:// URL");
      }
    }

    boolean isTls() {
      return "wss".equals(url.getScheme());
    }

    int port() {
      return url.getPort() >= 0 ? url.getPort() : isTls() ? 443 : 80;
    }
  }

  public IngestPusher(Vertx vertx, LongSupplier nanoTime, Target target, Consumer<String> lines) {
    this.vertx = vertx;
    this.nanoTime = nanoTime;
    this.target = target;
    this.lines = lines;
  }

  /** Succeeds when the worker says that it was played; else fails with a message for people. */
  public Future<Void> push(Buffer wav, String segment) {
    try {
      WavDecoder.checkHoldsAudio(wav);
    } catch (AudioProblem problem) {
      return Future.failedFuture("the file " + problem.getMessage());
    }
    var client = client();
    return client
        .connect(
            new WebSocketConnectOptions()
                .setHost(target.url().getHost())
                .setPort(target.port())
                .setSsl(target.isTls())
                .setURI(target.url().getRawPath())
                .addSubProtocol(IngestLine.SUBPROTOCOL)
                .addHeader("Authorization", "Bearer " + target.token().reveal()))
        .recover(failure -> Future.failedFuture(ConnectProblem.of(failure, "--ca-file")))
        .compose(socket -> speak(socket, wav, segment))
        .onComplete(done -> client.close());
  }

  private Future<Void> speak(WebSocket socket, Buffer wav, String segment) {
    socket.pause();
    var push = new PushedSegment(socket, wav, segment, lines);
    var timer = vertx.setPeriodic(20, id -> push.tick(nanoTime.getAsLong()));
    socket.resume();
    return push.done().onComplete(done -> vertx.cancelTimer(timer));
  }

  private WebSocketClient client() {
    var options = new WebSocketClientOptions().setConnectTimeout(5_000);
    if (target.caFile() != null) {
      options.setTrustOptions(new PemTrustOptions().addCertPath(target.caFile().toString()));
    }
    return vertx.createWebSocketClient(options);
  }
}

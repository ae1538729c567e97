package dev.avataroperator.audio;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import java.net.URI;

/** Reads audio files over http and https; one for all sessions of a worker. */
public final class AudioFetcher {
  private static final int CONNECT_MS = 5_000;
  private static final int MOST_AT_ONCE = 4096;

  private final Vertx vertx;
  private final AddressGuard guard;
  private final HttpClient client;

  public AudioFetcher(Vertx vertx, AddressGuard guard) {
    this.vertx = vertx;
    this.guard = guard;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(CONNECT_MS)
                .setKeepAlive(false)
                .setMaxPoolSize(MOST_AT_ONCE));
  }

  /**
   * Reads a file from the given byte of its audio on; to be called on an event loop, where the sink
   * is called back.
   */
  public AudioDownload open(URI uri, PcmFormat format, long from, AudioDownload.Sink sink) {
    var download = new AudioDownload(new AudioDownload.Access(vertx, client, guard), format, sink);
    download.start(uri, from);
    return download;
  }

  public void close() {
    client.close();
  }
}

package dev.avataroperator.audio.source;

import dev.avataroperator.audio.AudioReading;
import dev.avataroperator.audio.PcmFormat;
import dev.avataroperator.audio.SpeechFormat;
import dev.avataroperator.audio.file.SpeechFile;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import java.net.URI;
import java.time.Duration;

/** Reads audio files over http and https; one for all sessions of a worker. */
public final class AudioFetcher {
  private static final int CONNECT_MS = 5_000;
  private static final int MOST_AT_ONCE = 4096;
  private static final long MOST_BYTES = 50_000_000;

  /** A file's bytes and its name. */
  public record Named(String name, Buffer content) {}

  private final Vertx vertx;
  private final AddressGuard guard;
  private final HttpClient client;
  private final long mostBytes;

  public AudioFetcher(Vertx vertx, AddressGuard guard) {
    this(vertx, guard, MOST_BYTES);
  }

  AudioFetcher(Vertx vertx, AddressGuard guard, long mostBytes) {
    this.vertx = vertx;
    this.guard = guard;
    this.mostBytes = mostBytes;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(CONNECT_MS)
                .setKeepAlive(false)
                .setMaxPoolSize(MOST_AT_ONCE));
  }

  /**
   * Reads a file from the given time of its audio on; to be called on an event loop, where the sink
   * is called back.
   */
  public AudioReading open(URI uri, SpeechFormat format, long fromNanos, AudioReading.Sink sink) {
    var access = new AudioDownload.Access(vertx, client, guard, mostBytes);
    var download = new AudioDownload(access, new AudioDownload.Wanted(format, fromNanos), sink);
    download.start(uri);
    return download;
  }

  /** The same for a file whose bytes are there; its name may tell that it holds raw samples. */
  public AudioReading read(
      Named file, SpeechFormat format, long fromNanos, AudioReading.Sink sink) {
    var speech = new SpeechFile(format, new SpeechFile.FileName(file.name(), null), fromNanos);
    var inline = new InlineAudio(file.content(), new Decoding(vertx, speech), sink);
    inline.step();
    return inline;
  }

  /** Makes a sine tone; PCM only. */
  public AudioReading tone(
      int frequencyHz,
      Duration duration,
      PcmFormat format,
      long fromNanos,
      AudioReading.Sink sink) {
    var tone = new ToneReading.Tone(frequencyHz, duration);
    var reading = new ToneReading(tone, format, fromNanos, vertx.getOrCreateContext(), sink);
    reading.step();
    return reading;
  }

  public void close() {
    client.close();
  }
}

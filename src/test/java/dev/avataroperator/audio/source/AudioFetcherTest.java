package dev.avataroperator.audio.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.avataroperator.audio.AudioPiece;
import dev.avataroperator.audio.AudioProblem;
import dev.avataroperator.audio.AudioReading;
import dev.avataroperator.audio.PcmFormat;
import dev.avataroperator.audio.SpeechFormat;
import dev.avataroperator.audio.file.WavFiles;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AudioFetcherTest {
  private static final long FEW_BYTES = 2_000_000;
  private static final SpeechFormat FORMAT = new SpeechFormat(false, new PcmFormat(24_000));

  private static final AddressGuard GUARD = new AddressGuard(List.of("127.0.0.1"), false);

  private final Vertx vertx = Vertx.vertx();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/endless.wav", AudioFetcherTest::sendForEver);
    server.createContext("/five-hours.wav", AudioFetcherTest::promiseFiveHours);
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    server.stop(0);
  }

  @Test
  void cutsOffAFileThatNeverEnds() throws Exception {
    // given
    var heard = new Heard();

    // when
    read("endless.wav", new AudioFetcher(vertx, GUARD, FEW_BYTES), heard);
    var problem = heard.failure.get(60, TimeUnit.SECONDS);

    // then
    assertThat(problem).hasMessageContaining("larger than 2 MB").hasMessageContaining("split");
    assertThat(problem.isPassing()).isFalse();
    assertThat(heard.bytes).isBetween(FEW_BYTES / 2, FEW_BYTES);
  }

  @Test
  void refusesFiveHoursBeforeItReadsThem() throws Exception {
    // given
    var heard = new Heard();

    // when
    read("five-hours.wav", new AudioFetcher(vertx, GUARD), heard);
    var problem = heard.failure.get(60, TimeUnit.SECONDS);

    // then
    assertThat(problem).hasMessageContaining("larger than 50 MB").hasMessageContaining("split");
    assertThat(heard.bytes).isZero();
  }

  private void read(String file, AudioFetcher fetcher, Heard heard) {
    var uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + file);
    vertx.runOnContext(start -> fetcher.open(uri, FORMAT, 0, heard));
  }

  /** In the least bytes that a WAV file can have: 8 kHz, mono, 8 bit. */
  private static void promiseFiveHours(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, 5L * 3600 * 8_000);
      exchange.getResponseBody().write(WavFiles.tone(1, 1, 8_000, 8).getBytes());
    }
  }

  /** As a live stream does: it promises 4 GB, and goes on as long as somebody reads. */
  private static void sendForEver(HttpExchange exchange) throws IOException {
    var wav = WavFiles.tone(1, 1, 24_000, 16);
    try (exchange) {
      exchange.sendResponseHeaders(200, 0);
      var body = exchange.getResponseBody();
      body.write(wav.setIntLE(40, -1).getBytes());
      var silence = new byte[1 << 16];
      while (true) {
        body.write(silence);
      }
    }
  }

  /** Takes all audio at once. */
  private static final class Heard implements AudioReading.Sink {
    private final CompletableFuture<AudioProblem> failure = new CompletableFuture<>();
    private volatile long bytes;

    @Override
    public void audio(List<AudioPiece> pieces) {
      bytes += pieces.stream().map(AudioPiece::bytes).mapToInt(Buffer::length).sum();
    }

    @Override
    public void ended(String shortfall) {
      failure.completeExceptionally(new AssertionError("ended: " + shortfall));
    }

    @Override
    public void failed(AudioProblem why) {
      failure.complete(why);
    }
  }
}

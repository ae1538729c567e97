package dev.avataroperator.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.avataroperator.audio.PcmFormat;
import dev.avataroperator.audio.WavDecoder;
import dev.avataroperator.credential.Sha256;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's speech samples, and a web server on loopback that offers them. */
public final class AudioFiles implements AutoCloseable {
  /** A welcome of some seconds; 24 kHz, mono. */
  public static final String WELCOME = "welcome-24k.wav";

  /** Always breaks off before it has sent what it promises. */
  public static final String BROKEN_OFF = "broken-off.wav";

  /** A tour that takes 37 seconds; 24 kHz, mono. */
  public static final String TOUR = "tour-24k.wav";

  /** The samples' format. */
  public static final PcmFormat FORMAT = new PcmFormat(24_000);

  private static final Path FOLDER = Path.of("dev/audio");

  private final HttpServer server;

  /** Serves the samples on a free port. */
  public AudioFiles() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", AudioFiles::answer);
    server.start();
  }

  /** The file as it is. */
  public static byte[] file(String name) {
    try {
      return Files.readAllBytes(FOLDER.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes that have to arrive at the avatar service: the file's samples without its header. */
  public static byte[] samples(String name) {
    return new WavDecoder(FORMAT).feed(Buffer.buffer(file(name))).getBytes();
  }

  /** How the avatar service's record of those bytes names them. */
  public static String sha256(byte[] bytes) {
    return Sha256.hex(bytes);
  }

  /** Where the file is served. */
  public String url(String file) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + file;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    var file = FOLDER.resolve(exchange.getRequestURI().getPath().substring(1));
    try (exchange) {
      if (file.endsWith(BROKEN_OFF)) {
        exchange.sendResponseHeaders(200, 40_000);
        exchange.getResponseBody().write(file(WELCOME), 0, 20_000);
      } else if (Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(200, Files.size(file));
        Files.copy(file, exchange.getResponseBody());
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }
}

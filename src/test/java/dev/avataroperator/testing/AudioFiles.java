package dev.avataroperator.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.avataroperator.audio.PcmFormat;
import dev.avataroperator.audio.file.WavDecoder;
import dev.avataroperator.credential.Sha256;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The project's speech samples, and a web server on loopback that offers them. */
public final class AudioFiles implements AutoCloseable {
  /** A welcome of some seconds; 24 kHz, mono. */
  public static final String WELCOME = "welcome-24k.wav";

  /** Always breaks off before it has sent what it promises. */
  public static final String BROKEN_OFF = "broken-off.wav";

  /** Breaks off once, and can be read on from there. */
  public static final String RESUMABLE = "resumable.wav";

  /** Promises more than anyone wants to read. */
  public static final String TEN_GIGABYTES = "ten-gigabytes.wav";

  /** Leads back to itself. */
  public static final String REDIRECT_LOOP = "redirect-loop.wav";

  /** Leads to the address where clouds keep their credentials. */
  public static final String TO_METADATA = "to-metadata.wav";

  /** Leads to what isn't a URL. */
  public static final String TO_NOWHERE = "to-nowhere.wav";

  /** Text. */
  public static final String NO_AUDIO = "README.md";

  /** A tour that takes 37 seconds; 24 kHz, mono. */
  public static final String TOUR = "tour-24k.wav";

  /** The samples' format. */
  public static final PcmFormat FORMAT = new PcmFormat(24_000);

  private static final Path FOLDER = Path.of("dev/audio");

  private final HttpServer server;
  private final List<String> ranges = new CopyOnWriteArrayList<>();

  /** Serves the samples on a free port. */
  public AudioFiles() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
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

  /** The parts that were asked for. */
  public List<String> ranges() {
    return ranges;
  }

  private void answer(HttpExchange exchange) throws IOException {
    var name = exchange.getRequestURI().getPath().substring(1);
    try (exchange) {
      switch (name) {
        case BROKEN_OFF -> {
          exchange.sendResponseHeaders(200, 40_000);
          exchange.getResponseBody().write(file(WELCOME), 0, 20_000);
        }
        case RESUMABLE -> resumable(exchange, file(WELCOME));
        case TEN_GIGABYTES -> exchange.sendResponseHeaders(200, 10_000_000_000L);
        case REDIRECT_LOOP -> redirect(exchange, url(REDIRECT_LOOP));
        case TO_NOWHERE -> redirect(exchange, "http://127.0.0.1:99999/");
        case TO_METADATA -> redirect(exchange, "http://169.254.169.254/latest/meta-data");
        default -> plain(exchange, FOLDER.resolve(name));
      }
    }
  }

  private static void plain(HttpExchange exchange, Path file) throws IOException {
    if (Files.isRegularFile(file)) {
      exchange.sendResponseHeaders(200, Files.size(file));
      Files.copy(file, exchange.getResponseBody());
    } else {
      exchange.sendResponseHeaders(404, -1);
    }
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(302, -1);
  }

  private void resumable(HttpExchange exchange, byte[] file) throws IOException {
    var answer = exchange.getResponseHeaders();
    answer.set("Accept-Ranges", "bytes");
    answer.set("ETag", "\"one\"");
    var range = exchange.getRequestHeaders().getFirst("Range");
    if (range == null) {
      exchange.sendResponseHeaders(200, file.length);
      exchange.getResponseBody().write(file, 0, file.length / 4);
      return;
    }
    ranges.add(range);
    var from = Integer.parseInt(range.replaceAll("\\D", ""));
    answer.set("Content-Range", "bytes " + from + "-" + (file.length - 1) + "/" + file.length);
    exchange.sendResponseHeaders(206, file.length - from);
    exchange.getResponseBody().write(file, from, file.length - from);
  }
}

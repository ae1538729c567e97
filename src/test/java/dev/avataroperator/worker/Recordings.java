package dev.avataroperator.worker;

import dev.avataroperator.audio.PcmFormat;
import dev.avataroperator.audio.WavDecoder;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** The project's speech samples, and a web server that offers them. */
final class Recordings {
  static final PcmFormat FORMAT = new PcmFormat(24_000);
  private static final Path FOLDER = Path.of("dev/audio");

  private Recordings() {}

  static byte[] file(String name) {
    try {
      return Files.readAllBytes(FOLDER.resolve(name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The samples of a WAV file. */
  static byte[] samples(String name) {
    return new WavDecoder(FORMAT).feed(Buffer.buffer(file(name))).getBytes();
  }

  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(BearerToken.hash(bytes));
  }

  /** Sends less than it promises. */
  private static void breakOff(HttpServerResponse response) {
    var part = Buffer.buffer(file("welcome-24k.wav")).slice(0, 20_000);
    response.putHeader("Content-Length", "40000").write(part).onComplete(sent -> response.reset());
  }

  /** Serves the folder; the future's port is on loopback. */
  static int serve(Vertx vertx) {
    var server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  var file = FOLDER.resolve(request.path().substring(1));
                  if (request.path().equals("/broken-off.wav")) {
                    breakOff(request.response());
                  } else if (Files.isRegularFile(file)) {
                    request.response().sendFile(file.toString());
                  } else {
                    request.response().setStatusCode(404).end();
                  }
                });
    return WorkerRig.await(server.listen(0, "127.0.0.1")).actualPort();
  }
}

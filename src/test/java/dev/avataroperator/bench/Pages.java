package dev.avataroperator.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** A web server on loopback with the pages that measure. */
final class Pages implements AutoCloseable {
  private static final String LIVEKIT = "/console/page/vendor/livekit-client-2.16.1.js";
  private static final Map<String, String> FILES =
      Map.of(
          "/listen.html", "/bench/listen.html",
          "/listen.js", "/bench/listen.js",
          "/meter.js", "/bench/meter.js",
          "/publish.html", "/bench/publish.html",
          "/publish.js", "/bench/publish.js",
          "/livekit-client.js", LIVEKIT);

  private final HttpServer server;

  Pages() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", Pages::answer);
    server.start();
  }

  String url(String page) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + page;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    try (exchange) {
      if (!FILES.containsKey(path)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      try (var file = Pages.class.getResourceAsStream(FILES.get(path))) {
        var bytes = file.readAllBytes();
        exchange
            .getResponseHeaders()
            .set("Content-Type", path.endsWith("js") ? "text/javascript" : "text/html");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }
  }
}

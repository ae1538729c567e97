package dev.avataroperator.simulator.publish;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A room server that takes every publication, as PA_1, PA_2 …, and keeps what it was asked. */
final class FakeRoom implements AutoCloseable {
  private final HttpServer server;
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final AtomicInteger participants = new AtomicInteger();

  FakeRoom() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/whip/v1", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** As {@code POST v1} or {@code DELETE PA_1}. */
  List<String> calls() {
    return calls;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      var method = exchange.getRequestMethod();
      var path = exchange.getRequestURI().getPath();
      calls.add(method + " " + path.substring(path.lastIndexOf('/') + 1));
      if (method.equals("POST")) {
        var participant = "/whip/v1/PA_" + participants.incrementAndGet();
        exchange.getResponseHeaders().add("Location", participant);
        exchange.sendResponseHeaders(201, -1);
      } else {
        exchange.sendResponseHeaders(200, -1);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

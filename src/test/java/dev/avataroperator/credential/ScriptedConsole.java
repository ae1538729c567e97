package dev.avataroperator.credential;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A console that answers every call as it is told, and keeps what it was asked. */
final class ScriptedConsole implements AutoCloseable {
  private final HttpServer server;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean endless;
  private volatile int status = 200;
  private volatile String body = "{\"session_token\":\"st-1\"}";

  /** One call as it arrived. */
  record Call(String method, String path, Headers headers, String body) {}

  ScriptedConsole() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  void answers(int newStatus, String newBody) {
    status = newStatus;
    body = newBody;
  }

  /** Answers begin and their bodies never end. */
  void neverEndsItsAnswers() {
    endless = true;
  }

  URI root() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  Call onlyCall() {
    if (calls.size() != 1) {
      throw new AssertionError("expected one call: " + calls);
    }
    return calls.get(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      calls.add(
          new Call(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders(),
              asked));
      if (endless) {
        beginAnswer(exchange);
      } else {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private void beginAnswer(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(status, 0);
    exchange.getResponseBody().write('{');
    exchange.getResponseBody().flush();
    try {
      closed.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}

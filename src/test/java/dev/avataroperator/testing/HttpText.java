package dev.avataroperator.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The answers of calls as text. */
final class HttpText {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http;

  HttpText(HttpClient http) {
    this.http = http;
  }

  String of(HttpRequest.Builder call) {
    try {
      return http.send(call.timeout(PATIENCE).build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}

package dev.avataroperator.simulator.publish;

import dev.avataroperator.credential.BoundedText;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.net.ConnectProblem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** WHIP, as LiveKit serves it: an offer against an answer, and a resource that ends with DELETE. */
final class WhipClient {
  private static final String PATH = "/whip/v1";
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration CALL = Duration.ofSeconds(5);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  /** A publication: where it can be ended, and the room's answer. */
  record Resource(URI url, String answer) {
    /** The participant's, by which a room tells it from an earlier one of the same identity. */
    String participantSid() {
      var path = url.getPath();
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  /** Of a room server's {@code ws} or {@code wss} URL. */
  static URI endpoint(String serverUrl) {
    return URI.create(serverUrl.replaceFirst("^ws", "http") + PATH);
  }

  /** Fails when nobody listens there; asked first, since an offer is costly. */
  void reach(URI endpoint) throws PublishProblem {
    var port = endpoint.getPort() > 0 ? endpoint.getPort() : 443;
    try (var socket = new Socket()) {
      var address = new InetSocketAddress(endpoint.getHost(), port);
      if (address.isUnresolved()) {
        throw PublishProblem.outage(host(endpoint) + " can't be resolved");
      }
      socket.connect(address, (int) CONNECT.toMillis());
    } catch (IOException e) {
      throw unreachable(endpoint, e);
    }
  }

  Resource publish(URI endpoint, SecretText token, String offer) throws PublishProblem {
    var request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/sdp")
            .POST(BodyPublishers.ofString(offer));
    var response = call(request, endpoint, token);
    if (response.statusCode() != 201) {
      throw refused(endpoint, response, token);
    }
    var location = response.headers().firstValue("Location").orElse("");
    var resource = endpoint.resolve(location);
    if (location.isEmpty() || !resource.getAuthority().equals(endpoint.getAuthority())) {
      // The token goes to nobody else.
      throw PublishProblem.lasting(host(endpoint) + " names no resource of its own");
    }
    return new Resource(resource, response.body());
  }

  /** False when it couldn't be said; the room then notices by itself. */
  boolean end(Resource resource, SecretText token) {
    try {
      var status = call(HttpRequest.newBuilder(resource.url()).DELETE(), resource.url(), token);
      return status.statusCode() < 300 || status.statusCode() == 404;
    } catch (PublishProblem e) {
      return false;
    }
  }

  private HttpResponse<String> call(HttpRequest.Builder request, URI url, SecretText token)
      throws PublishProblem {
    var call =
        http.sendAsync(
            request.timeout(CALL).header("Authorization", "Bearer " + token.reveal()).build(),
            BoundedText.handler());
    try {
      return call.get(CALL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw unreachable(url, e.getCause());
    } catch (TimeoutException e) {
      throw PublishProblem.outage(host(url) + " gives no answer in " + CALL.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PublishProblem.lasting("the simulator is stopping");
    } finally {
      call.cancel(true);
    }
  }

  private static PublishProblem unreachable(URI url, Throwable cause) {
    return PublishProblem.outage(
        host(url) + " can't be reached: " + ConnectProblem.of(cause, "the JVM's trust store"));
  }

  /** LiveKit repeats a token that it refuses. */
  private static PublishProblem refused(
      URI endpoint, HttpResponse<String> response, SecretText token) {
    var status = response.statusCode();
    var said = response.body().replace(token.reveal(), token.toString()).strip();
    var message =
        "%s refuses the publication (%d): %s"
            .formatted(host(endpoint), status, said.substring(0, Math.min(said.length(), 200)));
    return status >= 500 || status == 429
        ? PublishProblem.outage(message)
        : PublishProblem.lasting(message);
  }

  private static String host(URI url) {
    return "the room server at " + url.getAuthority();
  }
}

package dev.avataroperator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What was asked of the API server: who, what, with which answer; no bodies. */
public final class AuditLog {
  private static final Set<String> WRITES =
      Set.of("create", "update", "patch", "delete", "deletecollection");
  private static final String POLICY =
      """
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived]
      rules:
      - level: Metadata
      """;

  private final ObjectMapper json = new ObjectMapper();
  private final Path policy;
  private final Path log;

  AuditLog(Path directory) throws IOException {
    policy = Files.writeString(directory.resolve("audit-policy.yaml"), POLICY);
    log = Files.createFile(directory.resolve("audit.log"));
  }

  /** One request; {@code resource} has its subresource behind a slash. */
  public record Request(
      String user, String verb, String resource, String namespace, String name, int status) {

    boolean isWrite() {
      return WRITES.contains(verb);
    }
  }

  /** Requests of a user that change something, refused ones included, in order. */
  public List<Request> writesBy(String user) {
    return requestsBy(user).stream().filter(Request::isWrite).toList();
  }

  /** Finished requests of a user in order. */
  public List<Request> requestsBy(String user) {
    try (var lines = Files.lines(log)) {
      return lines
          .filter(line -> line.endsWith("}") && line.contains('"' + user + '"'))
          .map(this::read)
          .filter(event -> event.path("stage").textValue().equals("ResponseComplete"))
          .map(AuditLog::request)
          .filter(request -> request.user().equals(user))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> apiServerFlags() {
    return List.of("--audit-policy-file", policy.toString(), "--audit-log-path", log.toString());
  }

  private JsonNode read(String line) {
    try {
      return json.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Request request(JsonNode event) {
    var object = event.path("objectRef");
    var subresource = object.path("subresource").asText();
    return new Request(
        event.at("/user/username").asText(),
        event.path("verb").asText(),
        object.path("resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource),
        object.path("namespace").asText(),
        object.path("name").asText(),
        event.at("/responseStatus/code").asInt());
  }
}

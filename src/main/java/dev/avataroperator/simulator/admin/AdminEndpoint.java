package dev.avataroperator.simulator.admin;

import dev.avataroperator.simulator.http.ApiKeyCheck;
import dev.avataroperator.simulator.http.HttpReply;
import dev.avataroperator.simulator.session.ServiceState;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** {@code /sim/…}: what the simulator saw, and what shall go wrong; with the API key only. */
public final class AdminEndpoint {
  private static final Set<String> FILTERS =
      Set.of("connectionId", "avatarId", "room", "identity", "channel", "uid", "open");

  private final ServiceState state;
  private final ApiKeyCheck apiKey;
  private final FaultsEndpoint faults;

  public AdminEndpoint(ServiceState state) {
    this.state = state;
    this.apiKey = new ApiKeyCheck(state.account().settings().apiKey());
    this.faults = new FaultsEndpoint(state);
  }

  public void handle(HttpServerRequest request) {
    var response = request.response();
    if (!apiKey.passes(request)) {
      HttpReply.error(response, 401, "invalidApiKey", "X-Api-Key is missing or unknown");
      return;
    }
    var call = request.method() + " " + request.path();
    switch (call) {
      case "GET /sim/sessions" -> sessions(request);
      case "GET /sim/audio" -> audio(request);
      case "GET /sim/stats" -> HttpReply.json(response, 200, stats());
      case "GET /sim/faults" -> faults.get(response);
      case "POST /sim/faults" -> faults.post(request);
      case "DELETE /sim/faults" -> faults.delete(response);
      default -> HttpReply.error(response, 404, "notFound", "there is no " + call);
    }
  }

  private JsonObject stats() {
    return state.account().counters().toJson().put("openSessions", state.sessions().openCount());
  }

  private void sessions(HttpServerRequest request) {
    for (var filter : request.params().names()) {
      if (!FILTERS.contains(filter)) {
        var detail = "sessions can't be filtered by " + filter + "; use " + FILTERS;
        HttpReply.error(request.response(), 400, "invalidRequest", detail);
        return;
      }
    }
    var list = new JsonArray();
    for (var session : state.sessions().records()) {
      var json = session.toJson();
      if (request.params().entries().stream().allMatch(filter -> matches(json, filter))) {
        list.add(json);
      }
    }
    var dropped = state.sessions().dropped();
    HttpReply.json(
        request.response(),
        200,
        new JsonObject().put("sessions", list).put("sessionsDropped", dropped));
  }

  private void audio(HttpServerRequest request) {
    var connectionId = request.getParam("connectionId", "");
    var requestId = request.getParam("requestId", "");
    state.sessions().records().stream()
        .filter(session -> session.connectionId().equals(connectionId))
        .findFirst()
        .flatMap(session -> session.audio(requestId))
        .ifPresentOrElse(
            audio -> HttpReply.file(request.response(), audio.contentType(), audio.content()),
            () ->
                HttpReply.error(
                    request.response(),
                    404,
                    "notFound",
                    "no audio is kept of that connectionId and requestId"));
  }

  private static boolean matches(JsonObject session, Map.Entry<String, String> filter) {
    if (filter.getKey().equals("open")) {
      return filter.getValue().equals(Boolean.toString(session.getValue("closedAt") == null));
    }
    return Objects.toString(session.getValue(filter.getKey()), "").equals(filter.getValue());
  }
}

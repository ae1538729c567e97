package dev.avataroperator.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one driving session did; it outlives the connection. Holds no token. */
final class SessionRecord {
  private static final int MOST_REQUESTS = 1000;

  private final Sources sources;
  private final Opening opening;
  private final Instant openedAt;
  private final Map<String, RequestRecord> requests = new LinkedHashMap<>();
  private Egress egress;
  private int sampleRate;
  private Instant confirmedAt;
  private Instant closedAt;
  private Integer closeCode;
  private long requestsDropped;
  private long answersDropped;
  private long duplicates;

  SessionRecord(Sources sources, Opening opening) {
    this.sources = sources;
    this.opening = opening;
    this.openedAt = sources.clock().instant();
  }

  String connectionId() {
    return opening.connectionId();
  }

  String avatarId() {
    return opening.avatarId();
  }

  synchronized void configured(Egress where, int rate) {
    egress = where;
    sampleRate = rate;
  }

  synchronized void confirmed() {
    confirmedAt = sources.clock().instant();
  }

  /** The first code counts: what ended the session, not the echo of it. */
  synchronized void closed(int code) {
    if (closedAt == null) {
      closedAt = sources.clock().instant();
      closeCode = code;
      requests.values().forEach(RequestRecord::abandon);
    }
  }

  synchronized RequestRecord find(String requestId) {
    return requests.get(requestId);
  }

  synchronized RequestRecord add(String requestId) {
    if (requests.size() >= MOST_REQUESTS) {
      requests.remove(requests.keySet().iterator().next());
      requestsDropped++;
    }
    var request = new RequestRecord(requestId, sampleRate, sources);
    requests.put(requestId, request);
    return request;
  }

  synchronized int requestCount() {
    return requests.size();
  }

  synchronized void answerDropped() {
    answersDropped++;
  }

  synchronized void duplicate() {
    duplicates++;
  }

  synchronized JsonObject toJson() {
    var json =
        new JsonObject()
            .put("connectionId", opening.connectionId())
            .put("dialect", opening.dialect().name())
            .put("avatarId", opening.avatarId())
            .put("appId", opening.appId())
            .put("openedAt", openedAt)
            .put("confirmedAt", confirmedAt)
            .put("closedAt", closedAt)
            .put("closeCode", closeCode)
            .put("sampleRate", sampleRate)
            .put("duplicates", duplicates)
            .put("answersDropped", answersDropped)
            .put("requestsDropped", requestsDropped);
    if (egress != null) {
      egress.describe(json);
    }
    var list = new JsonArray();
    requests.values().forEach(request -> list.add(request.toJson()));
    return json.put("requests", list);
  }
}

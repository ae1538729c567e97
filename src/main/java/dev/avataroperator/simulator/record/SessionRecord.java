package dev.avataroperator.simulator.record;

import dev.avataroperator.credential.Dialect;
import dev.avataroperator.egress.proto.AudioFormat;
import dev.avataroperator.simulator.configure.ConfigureCheck.Configuration;
import dev.avataroperator.simulator.configure.Egress;
import dev.avataroperator.simulator.connection.Opening;
import dev.avataroperator.simulator.settings.Sources;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What one driving session did; it outlives the connection. Holds no token. */
public final class SessionRecord {
  private static final int MOST_REQUESTS = 1000;

  private final Sources sources;
  private final Opening opening;
  private final AudioShelf shelf;
  private final Instant openedAt;
  private final Map<String, RequestRecord> requests = new LinkedHashMap<>();
  private final PublicationRecord publication;
  private Egress egress;
  private Instant joinedAt;
  private AudioFormat format = AudioFormat.AUDIO_FORMAT_PCM_S16LE;
  private int sampleRate;
  private Instant confirmedAt;
  private Instant closedAt;
  private Integer closeCode;
  private long requestsDropped;
  private long answersDropped;
  private long duplicates;

  public SessionRecord(Sources sources, Opening opening, AudioShelf shelf) {
    this.shelf = shelf;
    this.sources = sources;
    this.opening = opening;
    this.openedAt = sources.clock().instant();
    this.publication = new PublicationRecord(sources.clock());
  }

  public String connectionId() {
    return opening.connectionId();
  }

  public Dialect dialect() {
    return opening.dialect();
  }

  public String avatarId() {
    return opening.avatarId();
  }

  public PublicationRecord publication() {
    return publication;
  }

  public synchronized void configured(Configuration configuration) {
    egress = configuration.egress();
    format = configuration.format();
    sampleRate = configuration.sampleRate();
  }

  public synchronized void joined() {
    joinedAt = sources.clock().instant();
  }

  public synchronized void confirmed() {
    confirmedAt = sources.clock().instant();
  }

  /** The first code counts: what ended the session, not the echo of it. */
  public synchronized void closed(int code) {
    if (closedAt == null) {
      closedAt = sources.clock().instant();
      closeCode = code;
      requests.values().forEach(RequestRecord::abandon);
    }
  }

  public synchronized RequestRecord find(String requestId) {
    return requests.get(requestId);
  }

  public synchronized RequestRecord add(String requestId) {
    if (requests.size() >= MOST_REQUESTS) {
      requests.remove(requests.keySet().iterator().next());
      requestsDropped++;
    }
    var meter = AudioMeter.of(format, sampleRate);
    var request = new RequestRecord(requestId, meter, shelf.recording(), sources);
    requests.put(requestId, request);
    return request;
  }

  /** A request's audio, as far as it is kept. */
  public synchronized Optional<AudioFile> audio(String requestId) {
    var request = requests.get(requestId);
    return request == null
        ? Optional.empty()
        : request.audio().map(audio -> AudioFile.of(format, sampleRate, audio));
  }

  synchronized int requestCount() {
    return requests.size();
  }

  public synchronized void answerDropped() {
    answersDropped++;
  }

  public synchronized void duplicate() {
    duplicates++;
  }

  public synchronized JsonObject toJson() {
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
            .put("joinedAt", joinedAt)
            .put("format", format.name().replace("AUDIO_FORMAT_", ""))
            .put("sampleRate", sampleRate)
            .put("duplicates", duplicates)
            .put("answersDropped", answersDropped)
            .put("requestsDropped", requestsDropped);
    if (egress != null) {
      egress.describe(json);
      json.put("publication", publication.toJson());
    }
    var list = new JsonArray();
    requests.values().forEach(request -> list.add(request.toJson()));
    return json.put("requests", list);
  }
}

package dev.avataroperator.control;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.avataroperator.credential.Dialect;
import dev.avataroperator.credential.SecretText;
import java.time.Instant;
import java.util.List;

/**
 * What the operator wants of one session on one worker: the body of {@code PUT /v1/sessions/{uid}}.
 * The same epoch with changes is an update, not a reconnect; a lower epoch or term is refused with
 * 409.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Assignment(
    String session,
    long epoch,
    long term,
    Desired desired,
    Egress egress,
    Audio audio,
    List<SessionToken> sessionTokens,
    List<IngestToken> ingestTokens,
    boolean published) {

  /** Whether the service session is to be open. */
  public enum Desired {
    Running,
    Parked
  }

  /**
   * Where to dial and what to send first. {@code configure} is the base64 of the protobuf {@code
   * ClientConfigureSession}, RTC token included, so a worker names no RTC vendor; {@code caBundle}
   * is PEM, or null for the public trust. A worker needs the dialect to know what the service's
   * errors mean; without one it is SpatialReal.
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Egress(
      Dialect dialect,
      String ingressUrl,
      String appId,
      String avatarId,
      SecretText configure,
      String caBundle) {

    public Egress {
      dialect = dialect == null ? Dialect.SpatialReal : dialect;
    }

    /** SpatialReal, with the public trust. */
    public Egress(String ingressUrl, String appId, String avatarId, SecretText configure) {
      this(Dialect.SpatialReal, ingressUrl, appId, avatarId, configure, null);
    }
  }

  /** The audio format and where the audio comes from. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Audio(String format, int sampleRateHz, Source source) {}

  /** Exactly one of the members is set. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Source(Ingest ingest, Playlist playlist, Tone tone) {

    public Source(Ingest ingest, Playlist playlist) {
      this(ingest, playlist, null);
    }
  }

  /** Audio is pushed by a client over the ingest protocol. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Ingest() {}

  /**
   * Audio files, spoken one after the other, with a silence between them; {@code firstItem} is
   * where a moved one goes on.
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Playlist(List<Item> items, int firstItem, boolean repeat, long gapMs) {

    public Playlist(List<Item> items, int firstItem) {
      this(items, firstItem, false, 0);
    }
  }

  /** One audio file: either its URL, or its name and content (base64). */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(String url, String name, String content) {

    public Item(String url) {
      this(url, null, null);
    }
  }

  /** A sine tone, to test with. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Tone(int frequencyHz, long durationMs) {}

  /** A single-use session token of the avatar service. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record SessionToken(long generation, SecretText token, Instant expiresAt) {}

  /** The hash (SHA-256, lower-case hex) of a token that ingest clients may present. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record IngestToken(String sha256, Instant expiresAt) {}
}

package dev.avataroperator.credential;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of the credentials in one Secret, kept beside them as JSON: times, generation and a
 * fingerprint that shows whether somebody changed the value. Holds no secret.
 */
public final class Ledger {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final TreeMap<String, Entry> entries = new TreeMap<>();

  /** A credential's life; {@code fingerprint} is the start of its value's SHA-256. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Entry(
      long generation, Instant issuedAt, Instant expiresAt, Instant renewAt, String fingerprint) {}

  /** Reads what {@link #write()} wrote; anything else is an empty ledger, so all is minted anew. */
  public static Ledger read(String json) {
    var ledger = new Ledger();
    if (json != null) {
      try {
        ledger.entries.putAll(
            JSON.readValue(
                json,
                JSON.getTypeFactory().constructMapType(TreeMap.class, String.class, Entry.class)));
      } catch (JsonProcessingException e) {
        return new Ledger();
      }
    }
    return ledger;
  }

  public String write() {
    try {
      return JSON.writeValueAsString(entries);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  public Ledger put(String key, Credential credential) {
    entries.put(
        key,
        new Entry(
            credential.generation(),
            credential.issuedAt(),
            credential.expiresAt(),
            credential.renewAt(),
            fingerprint(credential.value())));
    return this;
  }

  /** The credential under the key, if its value is still the one that was minted. */
  public Optional<Credential> find(String key, SecretText value) {
    var entry = entries.get(key);
    if (entry == null || value == null || !entry.fingerprint().equals(fingerprint(value))) {
      return Optional.empty();
    }
    return Optional.of(
        new Credential(
            value, entry.generation(), entry.issuedAt(), entry.expiresAt(), entry.renewAt()));
  }

  /** The newest generation under any of the keys; 0 when there is none. */
  public long newestGeneration(Collection<String> keys) {
    return keys.stream()
        .map(entries::get)
        .filter(Objects::nonNull)
        .mapToLong(Entry::generation)
        .max()
        .orElse(0);
  }

  private static String fingerprint(SecretText value) {
    return Sha256.hex(value.reveal()).substring(0, 16);
  }
}

package dev.avataroperator.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a caller wants: the body that LiveKit's SDKs send to a token server. What is absent is null
 * or empty, and the operator chooses.
 *
 * @param role of the URL's query, not of the body, which has none
 */
public record TokenRequest(
    String role,
    String room,
    String identity,
    String name,
    String metadata,
    Map<String, String> attributes) {
  private static final int MOST_TEXT = 256;
  private static final int MOST_METADATA = 4096;
  private static final int MOST_ATTRIBUTES = 16;
  private static final Set<String> FIELDS =
      Set.of(
          "room_name",
          "participant_identity",
          "participant_name",
          "participant_metadata",
          "participant_attributes");

  static TokenRequest read(String role, Buffer body) throws Refusal {
    var json = json(body);
    for (var field : json.fieldNames()) {
      if (!FIELDS.contains(field)) {
        throw Refusal.invalid(
            field.length() > MOST_TEXT || !field.matches("\\w+")
                ? "the body has a field that no token server knows"
                : field + " can't be set here: leave it out");
      }
    }
    return new TokenRequest(
        role,
        line(json, "room_name"),
        line(json, "participant_identity"),
        line(json, "participant_name"),
        text(json, "participant_metadata", MOST_METADATA),
        attributes(json.getValue("participant_attributes")));
  }

  private static JsonObject json(Buffer body) throws Refusal {
    if (body == null || body.length() == 0) {
      return new JsonObject();
    }
    try {
      return new JsonObject(body);
    } catch (DecodeException | ClassCastException e) {
      throw Refusal.invalid("the body is not a JSON object");
    }
  }

  private static String line(JsonObject json, String field) throws Refusal {
    var text = text(json, field, MOST_TEXT);
    if (text != null && text.codePoints().anyMatch(Character::isISOControl)) {
      throw Refusal.invalid(field + " has control characters: leave them out");
    }
    return text;
  }

  /** An empty text is how some SDKs write an absent one. */
  private static String text(JsonObject json, String field, int most) throws Refusal {
    return Optional.ofNullable(text(field, json.getValue(field), most))
        .filter(text -> !text.isBlank())
        .orElse(null);
  }

  private static String text(String field, Object value, int most) throws Refusal {
    if (value == null) {
      return null;
    }
    if (!(value instanceof String text)) {
      throw Refusal.invalid(field + " must be a string");
    }
    if (text.length() > most) {
      throw Refusal.invalid(field + " is longer than " + most + " characters");
    }
    return text;
  }

  /** Those that tell whom an avatar speaks for, or whose avatar it is, are not for visitors. */
  private static Map<String, String> attributes(Object value) throws Refusal {
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof JsonObject json) || json.size() > MOST_ATTRIBUTES) {
      throw Refusal.invalid(
          "participant_attributes must be an object of at most " + MOST_ATTRIBUTES + " strings");
    }
    var attributes = new TreeMap<String, String>();
    for (var entry : json) {
      if (entry.getKey().startsWith("lk.") || entry.getKey().startsWith("avatar-operator.dev/")) {
        throw Refusal.invalid(
            "participant_attributes that begin with lk. or avatar-operator.dev/ are not for"
                + " visitors: take other names");
      }
      var text = text("participant_attributes", entry.getValue(), MOST_METADATA);
      attributes.put(entry.getKey(), text == null ? "" : text);
    }
    return attributes;
  }
}

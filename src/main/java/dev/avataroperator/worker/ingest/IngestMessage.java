package dev.avataroperator.worker.ingest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;

/**
 * A text message of an ingest client; {@code segment} and {@code audio} where the type has them.
 */
record IngestMessage(Type type, String segment, Buffer audio) {
  private static final int LONGEST_ID = 128;

  enum Type {
    START,
    AUDIO,
    END,
    INTERRUPT,
    PAUSE,
    RESUME,
    REOPEN
  }

  /** Throws {@link IngestRefused}. */
  static IngestMessage parse(String text) {
    try {
      var json = new JsonObject(text);
      var name = Objects.requireNonNullElse(text(json, "type"), "");
      return switch (name) {
        case "start" -> new IngestMessage(Type.START, id(json, true), null);
        case "audio" -> new IngestMessage(Type.AUDIO, null, audio(json));
        case "end" -> new IngestMessage(Type.END, null, null);
        case "interrupt" -> new IngestMessage(Type.INTERRUPT, id(json, false), null);
        case "pause" -> new IngestMessage(Type.PAUSE, null, null);
        case "resume" -> new IngestMessage(Type.RESUME, null, null);
        case "reopen" -> new IngestMessage(Type.REOPEN, anyId(json), null);
        default ->
            throw IngestRefused.malformed(
                "unknown message type: send start, audio, end, interrupt, pause, resume or reopen");
      };
    } catch (DecodeException | ClassCastException e) {
      throw IngestRefused.malformed("text messages are JSON objects with a type, and text in it");
    }
  }

  /** The field's text, or null; a number or an object in its place is a client's mistake. */
  private static String text(JsonObject json, String field) {
    return (String) json.getValue(field);
  }

  private static String anyId(JsonObject json) {
    var id = id(json, false);
    if (id == null) {
      throw IngestRefused.malformed("reopen names the segment to go on with");
    }
    return id;
  }

  private static String id(JsonObject json, boolean required) {
    var id = text(json, "segment");
    if (id == null && !required) {
      return null;
    }
    if (id == null || id.isBlank() || id.length() > LONGEST_ID) {
      throw IngestRefused.malformed("segment is an id of 1 to " + LONGEST_ID + " characters");
    }
    if (!id.codePoints().allMatch(IngestMessage::isText)) {
      throw IngestRefused.malformed("leave control characters and half surrogate pairs out of ids");
    }
    if (id.toLowerCase(Locale.ROOT).startsWith(SegmentNames.IMPLICIT) && required) {
      throw IngestRefused.malformed("ids that begin with implicit- are the worker's own");
    }
    return id;
  }

  private static boolean isText(int codePoint) {
    return !Character.isISOControl(codePoint)
        && Character.getType(codePoint) != Character.SURROGATE;
  }

  private static Buffer audio(JsonObject json) {
    try {
      return Buffer.buffer(
          Base64.getDecoder().decode(Objects.requireNonNullElse(text(json, "audio"), "")));
    } catch (IllegalArgumentException e) {
      throw IngestRefused.malformed("audio isn't base64");
    }
  }
}

package dev.avataroperator.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Types of Kubernetes within our schemas: the classes carry neither bounds nor requirements. */
final class KubernetesTypes {
  private static final String QUANTITY =
      "^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$";

  private KubernetesTypes() {}

  /** Takes the schema of {@code crd/schema/<type>.yaml}, keeping the description of the field. */
  static void replace(ObjectNode schema, Class<?> type) {
    var description = schema.get("description");
    schema.removeAll();
    schema.setAll(read("/crd/schema/" + type.getSimpleName() + ".yaml"));
    if (description != null) {
      schema.set("description", description);
    }
  }

  private static ObjectNode read(String resource) {
    try (var in = KubernetesTypes.class.getResourceAsStream(resource)) {
      return (ObjectNode) new ObjectMapper(new YAMLFactory()).readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bounds everything below that has no bound. */
  static void bound(JsonNode node) {
    if (node.path("x-kubernetes-int-or-string").asBoolean()) {
      ((ObjectNode) node).put("pattern", QUANTITY).put("maxLength", 64);
      return;
    }
    if (node instanceof ObjectNode schema) {
      boundOne(schema);
    }
    node.forEach(KubernetesTypes::bound);
  }

  private static void boundOne(ObjectNode schema) {
    switch (schema.path("type").asText()) {
      case "string" -> atMost(schema, "maxLength", 1024);
      case "array" -> atMost(schema, "maxItems", 64);
      case "integer" -> {
        if (!schema.has("format")) {
          schema.put("format", "int64");
        }
      }
      case "object" -> {
        if (schema.has("additionalProperties")) {
          atMost(schema, "maxProperties", 64);
        }
      }
      default -> {}
    }
  }

  private static void atMost(ObjectNode schema, String bound, int value) {
    if (!schema.has(bound)) {
      schema.put(bound, value);
    }
  }
}

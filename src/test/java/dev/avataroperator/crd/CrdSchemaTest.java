package dev.avataroperator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrdSchemaTest {
  private static final String POD_PARTS =
      "spec\\.template\\.(affinity|resources|tolerations|topologySpreadConstraints|imagePullSecrets)\\..*";

  static Stream<Class<? extends CustomResource<?, ?>>> kinds() {
    return CrdFiles.KINDS.stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyFieldIsDescribed(Class<? extends CustomResource<?, ?>> kind) throws IOException {
    // when
    var silent = fieldsOf(kind, field -> !field.schema().has("description"));
    // then
    assertThat(silent).filteredOn(path -> !path.matches(POD_PARTS)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyTextListAndMapIsBounded(Class<? extends CustomResource<?, ?>> kind) throws IOException {
    // when
    var unbounded = fieldsOf(kind, field -> !isBounded(field.schema()));
    // then
    assertThat(unbounded).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void onlyReplicasHaveADefault(Class<? extends CustomResource<?, ?>> kind) throws IOException {
    // when
    var defaulted = fieldsOf(kind, field -> field.schema().has("default"));
    // then
    assertThat(defaulted).isSubsetOf("spec.replicas");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void conditionsAreMergedByType(Class<? extends CustomResource<?, ?>> kind) throws IOException {
    // when
    var conditions = schema(kind).at("/properties/status/properties/conditions");
    // then
    assertThat(conditions.at("/x-kubernetes-list-type").asText()).isEqualTo("map");
    assertThat(conditions.at("/x-kubernetes-list-map-keys/0").asText()).isEqualTo("type");
  }

  private static boolean isBounded(JsonNode schema) {
    return switch (schema.path("type").asText()) {
      case "string" ->
          schema.has("maxLength")
              || schema.has("enum")
              || schema.path("format").asText().equals("date-time");
      case "array" -> schema.has("maxItems");
      case "object" -> !schema.has("additionalProperties") || schema.has("maxProperties");
      default -> true;
    };
  }

  private static List<String> fieldsOf(
      Class<? extends CustomResource<?, ?>> kind, Predicate<Field> matching) throws IOException {
    var fields = new ArrayList<Field>();
    collect("", schema(kind), fields);
    return fields.stream().filter(matching).map(Field::path).toList();
  }

  private static ObjectNode schema(Class<? extends CustomResource<?, ?>> kind) throws IOException {
    return (ObjectNode) CrdFiles.crd(kind).at("/spec/versions/0/schema/openAPIV3Schema");
  }

  private static void collect(String path, JsonNode schema, List<Field> into) {
    for (var property : schema.path("properties").properties()) {
      var below = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
      into.add(new Field(below, property.getValue()));
      collect(below, property.getValue(), into);
    }
    for (var inner : List.of("items", "additionalProperties")) {
      if (schema.path(inner).isObject()) {
        collect(path, schema.get(inner), into);
        into.add(new Field(path, described(schema.get(inner))));
      }
    }
  }

  /** Items are described by their list. */
  private static ObjectNode described(JsonNode items) {
    return ((ObjectNode) items.deepCopy()).put("description", "an item");
  }

  /** A field of the schema and its dotted path. */
  private record Field(String path, JsonNode schema) {}
}

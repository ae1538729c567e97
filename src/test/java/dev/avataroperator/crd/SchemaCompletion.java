package dev.avataroperator.crd;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.avataroperator.api.schema.ListKey;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Walks a record and its schema side by side and adds what the record's annotations say: list keys,
 * formats, rules of texts, bounds of list items and map values.
 */
final class SchemaCompletion {
  private static final Map<Class<?>, String> FORMATS =
      Map.of(Integer.class, "int32", Long.class, "int64", Double.class, "double");

  void object(ObjectNode schema, Class<?> type) {
    for (var component : type.getRecordComponents()) {
      property((ObjectNode) schema.at("/properties/" + component.getName()), component);
    }
  }

  private void property(ObjectNode schema, RecordComponent component) {
    TextRules.apply(schema, component);
    value(schema, component.getAnnotatedType());
    if (schema.path("type").asText().equals("array")) {
      listType(schema, component.getAnnotation(ListKey.class));
    }
    deduplicateRules(schema);
  }

  private void value(ObjectNode schema, AnnotatedType annotated) {
    var type = raw(annotated);
    if (FORMATS.containsKey(type)) {
      schema.put("format", FORMATS.get(type));
    } else if (type == List.class) {
      item((ObjectNode) schema.get("items"), argument(annotated, 0));
    } else if (type == Map.class) {
      item((ObjectNode) schema.get("additionalProperties"), argument(annotated, 1));
    } else if (type.isEnum()) {
      var values = schema.putArray("enum");
      Stream.of(type.getEnumConstants()).map(Object::toString).forEach(values::add);
    } else if (type.isRecord()) {
      object(schema, type);
    } else if (type == Condition.class || type == LabelSelector.class) {
      KubernetesTypes.replace(schema, type);
    } else if (type.getName().startsWith("io.fabric8.")) {
      KubernetesTypes.bound(schema);
    }
  }

  private void item(ObjectNode schema, AnnotatedType type) {
    TextRules.apply(schema, type);
    var size = type.getAnnotation(Size.class);
    if (size != null) {
      schema.put("minLength", size.min()).put("maxLength", size.max());
    }
    value(schema, type);
  }

  private static void listType(ObjectNode schema, ListKey key) {
    if (key != null) {
      schema.put("x-kubernetes-list-type", "map");
      schema.putArray("x-kubernetes-list-map-keys").add(key.value());
    } else {
      var isText = schema.at("/items/type").asText().equals("string");
      schema.put("x-kubernetes-list-type", isText ? "set" : "atomic");
    }
  }

  /** A rule on a record component is found twice, at the field and at its accessor. */
  private static void deduplicateRules(ObjectNode schema) {
    if (schema.get("x-kubernetes-validations") instanceof ArrayNode rules) {
      var distinct = new LinkedHashSet<com.fasterxml.jackson.databind.JsonNode>();
      rules.forEach(distinct::add);
      rules.removeAll().addAll(distinct);
    }
  }

  private static Class<?> raw(AnnotatedType annotated) {
    var type = annotated.getType();
    return (Class<?>)
        (type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type);
  }

  private static AnnotatedType argument(AnnotatedType annotated, int index) {
    return ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments()[index];
  }
}

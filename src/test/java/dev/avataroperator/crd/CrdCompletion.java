package dev.avataroperator.crd;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Adds to a generated CRD what the generator has no means for. */
final class CrdCompletion {
  private final Class<? extends CustomResource<?, ?>> kind;

  CrdCompletion(Class<? extends CustomResource<?, ?>> kind) {
    this.kind = kind;
  }

  ObjectNode complete(ObjectNode crd) {
    var version = (ObjectNode) crd.at("/spec/versions/0");
    orderColumns(version.withArray("additionalPrinterColumns"));
    var root = (ObjectNode) version.at("/schema/openAPIV3Schema");
    root.put("description", description(kind));
    root.putArray("required").add("spec");
    var types = ((ParameterizedType) kind.getGenericSuperclass()).getActualTypeArguments();
    part((ObjectNode) root.at("/properties/spec"), (Class<?>) types[0]);
    part((ObjectNode) root.at("/properties/status"), (Class<?>) types[1]);
    return (ObjectNode) sorted(crd);
  }

  private static void part(ObjectNode schema, Class<?> type) {
    schema.put("description", description(type));
    new SchemaCompletion().object(schema, type);
  }

  private static String description(Class<?> type) {
    return type.getAnnotation(JsonClassDescription.class).value();
  }

  /** The generator sorts columns by path; people want them in the order they were declared in. */
  private void orderColumns(ArrayNode columns) {
    var names =
        Stream.of(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
            .map(AdditionalPrinterColumn::name)
            .toList();
    var ordered = new ArrayList<JsonNode>();
    columns.forEach(ordered::add);
    ordered.sort(Comparator.comparing(column -> names.indexOf(column.get("name").textValue())));
    columns.removeAll().addAll(ordered);
  }

  /** Fields by name, and whole numbers without a fraction or an exponent. */
  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      var fields = new ArrayList<>(List.copyOf(object.properties()));
      fields.sort(java.util.Map.Entry.comparingByKey());
      object.removeAll();
      fields.forEach(field -> object.set(field.getKey(), sorted(field.getValue())));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, sorted(array.get(i)));
      }
    } else if (node instanceof DoubleNode number && number.canConvertToLong()) {
      return LongNode.valueOf(number.longValue());
    }
    return node;
  }
}

package dev.avataroperator.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A table of the fields below one field of a schema: path, type with its bounds, meaning. */
final class FieldTable {
  private static final String HEAD = "| field | type | meaning |\n|---|---|---|\n";
  private static final String FROM_KUBERNETES =
      "https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.34/#";

  /** Types of Kubernetes that its own reference describes field by field. */
  private static final Map<String, String> OF_KUBERNETES =
      Map.of(
          "affinity", "affinity-v1-core",
          "tolerations", "toleration-v1-core",
          "topologySpreadConstraints", "topologyspreadconstraint-v1-core",
          "resources", "resourcerequirements-v1-core",
          "imagePullSecrets", "localobjectreference-v1-core",
          "namespaceSelector", "labelselector-v1-meta",
          "conditions", "condition-v1-meta");

  private final StringBuilder page;

  FieldTable(StringBuilder page) {
    this.page = page;
  }

  static boolean isNested(String name, JsonNode schema) {
    return !OF_KUBERNETES.containsKey(name) && element(schema).has("properties");
  }

  /** Fields that have a section of their own are links to it, which also has their rules. */
  void top(String section, JsonNode schema) {
    page.append(HEAD);
    for (var field : schema.path("properties").properties()) {
      var name = field.getKey();
      if (isNested(name, field.getValue())) {
        var link = "[`" + name + "`](#" + anchor(section + "." + name) + ")";
        row(isRequired(schema, name) ? "**" + link + "**" : link, name, field.getValue());
        page.append(text(field.getValue().path("description").asText())).append(" |\n");
      } else {
        field(name, name, schema, field.getValue());
      }
    }
  }

  /** The anchor that GitHub gives to a title. */
  static String anchor(String title) {
    return title.toLowerCase(Locale.ROOT).replace(".", "").replace(' ', '-');
  }

  void nested(String path, JsonNode schema) {
    page.append(HEAD);
    below(path + (isList(schema) ? "[]" : ""), element(schema));
  }

  private void below(String path, JsonNode schema) {
    for (var field : schema.path("properties").properties()) {
      var name = field.getKey();
      var here = path + "." + name;
      field(here, name, schema, field.getValue());
      if (isNested(name, field.getValue())) {
        below(here + (isList(field.getValue()) ? "[]" : ""), element(field.getValue()));
      }
    }
  }

  private void field(String path, String name, JsonNode parent, JsonNode schema) {
    row(isRequired(parent, name) ? "**`" + path + "`**" : "`" + path + "`", name, schema);
    page.append(meaning(schema)).append(" |\n");
  }

  private void row(String shown, String name, JsonNode schema) {
    page.append("| ").append(shown).append(" | ").append(type(name, schema)).append(" | ");
  }

  private static boolean isRequired(JsonNode parent, String name) {
    return StreamSupport.stream(parent.path("required").spliterator(), false)
        .anyMatch(each -> each.asText().equals(name));
  }

  private static String type(String name, JsonNode schema) {
    var shown = OF_KUBERNETES.get(name);
    if (shown != null) {
      return (isList(schema) ? "list of " : "")
          + "["
          + kubernetesName(shown)
          + "]("
          + FROM_KUBERNETES
          + shown
          + ")"
          + bounds(schema);
    }
    if (schema.has("enum")) {
      var values = new ArrayList<String>();
      schema.get("enum").forEach(value -> values.add("`" + value.asText() + "`"));
      return String.join(", ", values);
    }
    if (isList(schema)) {
      return "list of " + plain(schema.get("items")) + bounds(schema);
    }
    return plain(schema) + bounds(schema);
  }

  private static String kubernetesName(String anchor) {
    return Map.of(
            "affinity-v1-core", "Affinity",
            "toleration-v1-core", "Toleration",
            "topologyspreadconstraint-v1-core", "TopologySpreadConstraint",
            "resourcerequirements-v1-core", "ResourceRequirements",
            "localobjectreference-v1-core", "LocalObjectReference",
            "labelselector-v1-meta", "LabelSelector",
            "condition-v1-meta", "Condition")
        .get(anchor);
  }

  private static String plain(JsonNode schema) {
    if (schema.has("additionalProperties")) {
      return "map of " + plain(schema.get("additionalProperties"));
    }
    var type = schema.path("type").asText("value");
    return schema.path("format").asText().equals("date-time") ? "time" : type;
  }

  private static String bounds(JsonNode schema) {
    var bounds = new ArrayList<String>();
    range(bounds, schema, "minimum", "maximum", "");
    range(bounds, schema, "minItems", "maxItems", " items");
    range(bounds, schema, "minProperties", "maxProperties", " entries");
    if (!schema.has("pattern") || schema.path("maxLength").asInt() > 32) {
      range(bounds, schema, "minLength", "maxLength", " characters");
    }
    return bounds.isEmpty() ? "" : ", " + String.join(", ", bounds);
  }

  private static void range(
      ArrayList<String> bounds, JsonNode schema, String low, String high, String unit) {
    if (schema.has(low) && schema.has(high)) {
      bounds.add(schema.get(low).asText() + " to " + schema.get(high).asText() + unit);
    } else if (schema.has(high)) {
      bounds.add("at most " + schema.get(high).asText() + unit);
    } else if (schema.has(low)) {
      bounds.add("at least " + schema.get(low).asText() + unit);
    }
  }

  private static String meaning(JsonNode schema) {
    var text = new StringBuilder(text(schema.path("description").asText()));
    if (schema.has("default")) {
      text.append(" Default: `").append(schema.get("default").asText()).append("`.");
    }
    for (var rule : schema.path("x-kubernetes-validations")) {
      text.append("<br>").append(rule(rule));
    }
    if (isList(schema)) {
      for (var rule : schema.path("items").path("x-kubernetes-validations")) {
        text.append("<br>").append(rule(rule));
      }
    }
    return text.toString();
  }

  private static String rule(JsonNode rule) {
    return "*Rule:* " + message(rule);
  }

  /** What the API server answers, which says what to write instead. */
  static String message(JsonNode rule) {
    return text(rule.path("message").asText());
  }

  static String text(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;").replace(">", "&gt;").replace("*", "\\*");
  }

  private static boolean isList(JsonNode schema) {
    return schema.path("type").asText().equals("array");
  }

  private static JsonNode element(JsonNode schema) {
    return isList(schema) ? schema.path("items") : schema;
  }
}

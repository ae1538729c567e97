package dev.avataroperator.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The reference of all kinds as Markdown, from their CRDs. */
final class ReferencePage {
  static final Path FILE = Path.of("docs/reference.md");
  static final String UPDATE = "mvn test -Dtest=ReferenceTest -Ddocs.update=true";
  private static final List<String> KINDS =
      List.of("avatarsessions", "avatarservices", "rtcproviders", "avatarworkerpools");

  private final StringBuilder page = new StringBuilder();

  static String render() throws IOException {
    return new ReferencePage().all();
  }

  private String all() throws IOException {
    page.append("<!-- Generated from crds/. To update: ")
        .append(UPDATE)
        .append(" -->\n")
        .append(
            """
            # Reference

            Every field of every kind, in `avatar-operator.dev/v1alpha1`. All kinds are namespaced. A field in **bold** is
            required where its parent is given. A *rule* is what the API server answers to whoever breaks it. What an absent
            field means stands in its description: the schema fills in nothing but `replicas` of a pool. The same texts are
            in `kubectl explain avatarsession.spec.rtc`.

            """);
    for (var kind : KINDS) {
      contents(crd(kind));
    }
    for (var kind : KINDS) {
      kind(crd(kind));
    }
    return page.toString();
  }

  private void kind(JsonNode crd) {
    page.append("\n## ").append(name(crd)).append("\n\n");
    page.append(sentence(root(crd))).append("\n\n");
    shortNames(crd);
    rules(root(crd));
    columns(crd.at("/spec/versions/0/additionalPrinterColumns"));
    for (var part : List.of("spec", "status")) {
      part(crd, part, root(crd).path("properties").path(part));
    }
  }

  /** Fields of the part that are plain in one table, every other field in a section of its own. */
  private void part(JsonNode crd, String part, JsonNode schema) {
    heading(name(crd) + " " + part, schema);
    new FieldTable(page).top(name(crd) + " " + part, schema);
    for (var field : schema.path("properties").properties()) {
      if (FieldTable.isNested(field.getKey(), field.getValue())) {
        heading(name(crd) + " " + part + "." + field.getKey(), field.getValue());
        new FieldTable(page).nested(field.getKey(), field.getValue());
      }
    }
  }

  private void heading(String title, JsonNode schema) {
    page.append("\n### ").append(title).append("\n\n").append(sentence(schema)).append("\n\n");
    rules(schema);
  }

  /** One line for the kind, and one each for spec and status with what they consist of. */
  private void contents(JsonNode crd) {
    var kind = name(crd);
    page.append("- ")
        .append(link(kind, kind))
        .append(": ")
        .append(sentence(root(crd)))
        .append('\n');
    for (var part : List.of("spec", "status")) {
      page.append("  - ").append(link(part, kind + " " + part));
      var fields = root(crd).path("properties").path(part).path("properties").properties();
      for (var field : fields) {
        if (FieldTable.isNested(field.getKey(), field.getValue())) {
          page.append(" · ");
          page.append(link(field.getKey(), kind + " " + part + "." + field.getKey()));
        }
      }
      page.append('\n');
    }
  }

  private void rules(JsonNode schema) {
    if (schema.has("x-kubernetes-validations")) {
      page.append("Rules; what breaks one is refused with this message:\n\n");
      for (var rule : schema.path("x-kubernetes-validations")) {
        page.append("- ").append(FieldTable.message(rule)).append('\n');
      }
      page.append('\n');
    }
  }

  private void shortNames(JsonNode crd) {
    var names = crd.at("/spec/names");
    page.append("`kubectl get ").append(names.path("plural").asText()).append('`');
    names
        .path("shortNames")
        .forEach(name -> page.append(", `kubectl get ").append(name.asText()).append('`'));
    if (crd.at("/spec/versions/0/subresources").has("scale")) {
      page.append("; `kubectl scale` works");
    }
    page.append("\n\n");
  }

  private void columns(JsonNode columns) {
    page.append("| column | shows | with |\n|---|---|---|\n");
    for (var column : columns) {
      page.append("| ").append(column.path("name").asText());
      page.append(" | `").append(column.path("jsonPath").asText()).append("` | `kubectl get");
      page.append(column.path("priority").asInt() == 0 ? "` |\n" : " -o wide` |\n");
    }
  }

  private static String link(String text, String title) {
    return "[" + text + "](#" + FieldTable.anchor(title) + ")";
  }

  private static String sentence(JsonNode schema) {
    return FieldTable.text(schema.path("description").asText());
  }

  private static String name(JsonNode crd) {
    return crd.at("/spec/names/kind").asText();
  }

  private static JsonNode root(JsonNode crd) {
    return crd.at("/spec/versions/0/schema/openAPIV3Schema");
  }

  private static JsonNode crd(String plural) throws IOException {
    var file = Path.of("crds", plural + ".avatar-operator.dev.yaml");
    return new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
  }
}

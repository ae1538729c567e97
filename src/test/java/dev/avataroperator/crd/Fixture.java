package dev.avataroperator.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A resource that the API server must take ({@code valid-*.yaml}) or refuse ({@code
 * invalid-*.yaml}, the message in its first line). A file holds what differs from {@code base.yaml}
 * beside it; of two documents the second is an update of the first.
 */
record Fixture(Path file) {
  private static final Path DIRECTORY = Path.of("src/test/resources/crd");
  private static final String EXPECT = "# expect: ";
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  static Stream<Fixture> all() {
    try (var files = Files.walk(DIRECTORY)) {
      return files
          .filter(file -> file.getFileName().toString().matches("(in)?valid-.*\\.yaml"))
          .sorted()
          .map(Fixture::new)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Fixture> valid() {
    return all().filter(Fixture::isValid);
  }

  static Stream<Fixture> invalid() {
    return all().filter(fixture -> !fixture.isValid());
  }

  boolean isValid() {
    return file.getFileName().toString().startsWith("valid-");
  }

  /** The file of the pair that is valid. */
  Fixture twin() {
    var name = file.getFileName().toString().replace("invalid-", "valid-");
    return new Fixture(file.resolveSibling(name));
  }

  /** The kind in lower case. */
  String kind() {
    return file.getParent().getFileName().toString();
  }

  String expectedMessage() {
    var first = text(file).lines().findFirst().orElse("");
    if (!first.startsWith(EXPECT)) {
      throw new AssertionError(file + " must begin with \"" + EXPECT + "\" and the message");
    }
    return first.substring(EXPECT.length());
  }

  List<GenericKubernetesResource> resources() {
    try (var documents =
        YAML.readerFor(JsonNode.class).<JsonNode>readValues(Files.readString(file))) {
      var merged = new ArrayList<GenericKubernetesResource>();
      var current = YAML.readTree(text(file.resolveSibling("base.yaml")));
      while (documents.hasNext()) {
        current = merge(current.deepCopy(), documents.next());
        merged.add(YAML.convertValue(current, GenericKubernetesResource.class));
      }
      return merged;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a JSON merge patch: objects are merged, null removes. */
  private static JsonNode merge(JsonNode base, JsonNode patch) {
    if (!(base instanceof ObjectNode target) || !patch.isObject()) {
      return patch;
    }
    for (var field : patch.properties()) {
      if (field.getValue().isNull()) {
        target.remove(field.getKey());
      } else {
        target.set(field.getKey(), merge(target.path(field.getKey()), field.getValue()));
      }
    }
    return target;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return kind() + "/" + file.getFileName();
  }
}

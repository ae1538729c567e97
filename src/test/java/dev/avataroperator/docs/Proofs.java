package dev.avataroperator.docs;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells whether what the documentation names as a proof exists: a test method, a resource that the
 * API server has to refuse, or a case of a suite below dev/.
 */
final class Proofs {
  private static final Path SOURCES = Path.of("src/test/java");
  private static final Path FIXTURES = Path.of("src/test/resources/crd");
  private static final Set<String> TEST_ANNOTATIONS =
      Set.of("Test", "ParameterizedTest", "RepeatedTest", "Property", "FuzzTest");

  private final Map<String, List<String>> classes;

  Proofs() throws IOException {
    try (var files = Files.walk(SOURCES)) {
      classes =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .collect(
                  Collectors.groupingBy(
                      Proofs::simpleName,
                      Collectors.mapping(Proofs::className, Collectors.toList())));
    }
  }

  boolean exists(String proof) {
    if (proof.startsWith("dev/")) {
      return isCase(proof);
    }
    return proof.contains("#") ? isTest(proof) : isRefusedFixture(proof);
  }

  private boolean isTest(String proof) {
    var parts = proof.split("#", 2);
    return classes.getOrDefault(parts[0], List.of()).stream()
        .flatMap(name -> Arrays.stream(methods(name)))
        .anyMatch(method -> method.getName().equals(parts[1]) && runs(method));
  }

  private static boolean isRefusedFixture(String proof) {
    var file = FIXTURES.resolve(proof);
    return file.getFileName().toString().startsWith("invalid-") && Files.isRegularFile(file);
  }

  /** A file, and behind a # a name that stands in it. */
  private static boolean isCase(String proof) {
    var parts = proof.split("#", 2);
    var file = Path.of(parts[0]);
    try {
      return Files.isRegularFile(file)
          && (parts.length == 1 || Files.readString(file).contains(parts[1]));
    } catch (IOException e) {
      return false;
    }
  }

  private static Method[] methods(String className) {
    try {
      var type = Class.forName(className, false, Proofs.class.getClassLoader());
      return type.getSuperclass() == Object.class ? type.getDeclaredMethods() : withInherited(type);
    } catch (ClassNotFoundException e) {
      return new Method[0];
    }
  }

  private static Method[] withInherited(Class<?> type) {
    return Arrays.stream(new Class<?>[] {type, type.getSuperclass()})
        .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
        .toArray(Method[]::new);
  }

  private static boolean runs(Method method) {
    var annotations =
        Arrays.stream(method.getAnnotations())
            .map(Annotation::annotationType)
            .map(Class::getSimpleName)
            .collect(Collectors.toSet());
    return annotations.stream().anyMatch(TEST_ANNOTATIONS::contains)
        && !annotations.contains("Disabled");
  }

  private static String simpleName(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  private static String className(Path file) {
    return SOURCES.relativize(file).toString().replace(".java", "").replace('/', '.');
  }
}

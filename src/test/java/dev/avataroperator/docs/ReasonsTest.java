package dev.avataroperator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.credential.FailureCode;
import dev.avataroperator.status.ConditionType;
import dev.avataroperator.status.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReasonsTest {
  private static final Path PAGE = Path.of("docs/reasons.md");
  private static final Path SOURCES = Path.of("src/main/java/dev/avataroperator");
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?m)^### (\\w+)\n\n(?:.+\n)+\n- \\*\\*The operator\\*\\* (?:.+\n)+- \\*\\*You:\\*\\* (?:.+\n)+\n> .+$");
  private static final Pattern LINK = Pattern.compile("\\[(\\w+)\\]\\(#(\\w+)\\)");
  private static final Map<String, String> FOLLOWS =
      Map.of("tried again", "RETRY", "waits", "WAIT", "a person", "PERSON");

  private final String page = Files.readString(PAGE);
  private final Map<String, List<List<String>>> tables = MarkdownTables.read(PAGE);

  ReasonsTest() throws IOException {}

  @Test
  void everyReasonHasAnEntryWithCauseAnswerAndExample() {
    assertThat(entries()).containsExactlyInAnyOrderElementsOf(used());
  }

  @Test
  void theReasonsThatNoConditionHasAreListed() {
    // given
    var unused = new TreeSet<>(Stream.of(Reason.values()).map(Reason::name).toList());
    // when
    unused.removeAll(used());
    // then
    assertThat(tables.get("Reserved")).extracting(row -> row.get(0)).hasSameElementsAs(unused);
  }

  @Test
  void everyEntryStandsInTheTableOfConditions() {
    assertThat(linked()).containsAll(entries());
    assertThat(entries()).containsAll(linked());
  }

  @Test
  void theTableSaysWhatTheCodeDoes() {
    for (var row : tables.get("Conditions")) {
      var condition = ConditionType.valueOf(row.get(1));
      for (var reason : reasons(row.get(3))) {
        var follows = row.get(2).equals("True") ? "—" : follows(condition, reason);
        assertThat(row.get(4)).as("%s, %s", condition, reason).isEqualTo(follows);
      }
    }
  }

  private static String follows(ConditionType condition, Reason reason) {
    if (reason.needsPerson(condition)) {
      return "a person";
    }
    var after = reason.after().name().replace("PERSON", "RETRY");
    return FOLLOWS.entrySet().stream()
        .filter(entry -> entry.getValue().equals(after))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private List<String> entries() {
    return ENTRY.matcher(page).results().map(entry -> entry.group(1)).toList();
  }

  private Set<String> linked() {
    return tables.get("Conditions").stream()
        .flatMap(row -> reasons(row.get(3)).stream())
        .map(Reason::name)
        .collect(Collectors.toSet());
  }

  private static List<Reason> reasons(String cell) {
    return LINK.matcher(cell).results().map(link -> Reason.valueOf(link.group(1))).toList();
  }

  /** The reasons that the operator gives, by itself or because the avatar service failed so. */
  private static Set<String> used() {
    var mentions = Pattern.compile("\\b(?:Reason|FailureCode)\\.(\\w+)");
    try (var files = Files.walk(SOURCES)) {
      var names =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(ReasonsTest::text)
              .flatMap(text -> mentions.matcher(text).results())
              .map(mention -> mention.group(1))
              .collect(Collectors.toSet());
      names.retainAll(
          Stream.concat(Stream.of(Reason.values()), Stream.of(FailureCode.values()))
              .map(Enum::name)
              .toList());
      return names;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

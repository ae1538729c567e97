package dev.avataroperator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
  private static final Pattern PROOF = Pattern.compile("`([^`]+)`");
  private static final String NO_PROOF_YET = "—";

  private final Map<String, List<List<String>>> sections;
  private final Proofs proofs = new Proofs();

  BadInputTest() throws IOException {
    sections = MarkdownTables.read(Path.of("docs/bad-input.md"));
  }

  @Test
  void hasASectionWithRowsForEachArea() {
    assertThat(sections)
        .containsOnlyKeys(
            "Resources",
            "Credentials and accounts",
            "Playlist and audio",
            "Ingest",
            "Life cycle",
            "Avatar service");
    assertThat(sections.values()).noneMatch(List::isEmpty);
  }

  @Test
  void everyRowSaysWhatHappensAndNamesProofsThatExist() {
    assertThat(rows())
        .allSatisfy(
            row -> {
              assertThat(row).hasSize(3).doesNotContain("");
              assertThat(proofs(row.get(2))).allMatch(proofs::exists, "exists");
              assertThat(row.get(2).equals(NO_PROOF_YET) || !proofs(row.get(2)).isEmpty()).isTrue();
            });
  }

  @Test
  void noInputHasTwoRows() {
    assertThat(rows()).extracting(row -> row.get(0)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BadInputTest#isMissing",
        "Missing#test",
        "BadInputTest#rows",
        "avatarsession/invalid-missing.yaml",
        "avatarsession/valid-room.yaml",
        "dev/missing.py",
        "dev/peers/cases/session.py#def is_missing"
      })
  void doesNotTakeWhatIsNoTestForAProof(String proof) {
    assertThat(proofs.exists(proof)).isFalse();
  }

  private List<List<String>> rows() {
    return sections.values().stream().flatMap(List::stream).toList();
  }

  private static List<String> proofs(String cell) {
    return PROOF.matcher(cell).results().map(result -> result.group(1)).toList();
  }
}

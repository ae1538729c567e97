package dev.avataroperator.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ReasonTextsTest {
  private static final Path PAGE = Path.of("docs/reasons.md");
  private static final Path VENDOR = Path.of("src/main/resources/console/page/vendor");

  @Test
  void hasEveryReasonOfTheDocumentation() throws IOException {
    // given
    var markdown = Files.readString(PAGE);
    var entries = markdown.lines().filter(line -> line.startsWith("### ")).toList();
    // when
    var texts = ReasonTexts.of(markdown);
    // then
    assertThat(texts.fieldNames()).extracting(name -> "### " + name).isEqualTo(entries);
  }

  @Test
  void tellsCauseAnswerAndRemedyInOneLineEach() {
    // when
    var text =
        ReasonTexts.of(
            "### Lost\n\nIt is\n[gone](#x).\n\n- **The operator** waits\n  long.\n- **You:** `look`\n  for it.\n\n> Gone.\n");
    // then
    assertThat(text.getJsonObject("Lost").getString("means")).isEqualTo("It is gone.");
    assertThat(text.getJsonObject("Lost").getString("operator")).isEqualTo("waits long.");
    assertThat(text.getJsonObject("Lost").getString("you")).isEqualTo("`look` for it.");
  }

  @Test
  void theFilesOfOthersAreUnchanged() throws Exception {
    for (var line : Files.readAllLines(VENDOR.resolve("checksums"), StandardCharsets.UTF_8)) {
      var parts = line.split(" +");
      var digest = MessageDigest.getInstance("SHA-256");
      var hash = digest.digest(Files.readAllBytes(VENDOR.resolve(parts[1])));
      assertThat(HexFormat.of().formatHex(hash)).as(parts[1]).isEqualTo(parts[0]);
    }
  }
}

package dev.avataroperator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReferenceTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(#([^)]+)\\)");

  @Test
  void isCurrent() throws IOException {
    // given
    var generated = ReferencePage.render();
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(ReferencePage.FILE, generated);
    }
    // when
    var committed = Files.readString(ReferencePage.FILE);
    // then
    assertThat(committed)
        .withFailMessage("%s isn't current. Run: %s", ReferencePage.FILE, ReferencePage.UPDATE)
        .isEqualTo(generated);
  }

  @Test
  void linksToSectionsThatExist() throws IOException {
    // given
    var page = ReferencePage.render();
    var anchors =
        page.lines()
            .filter(line -> line.startsWith("##"))
            .map(line -> FieldTable.anchor(line.replaceFirst("#+ ", "")))
            .toList();
    // when
    var links = LINK.matcher(page).results().map(link -> link.group(1)).toList();
    // then
    assertThat(links).hasSizeGreaterThan(40).allMatch(anchors::contains, "is a section");
    assertThat(anchors).doesNotHaveDuplicates();
  }
}

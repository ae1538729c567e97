package dev.avataroperator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.testing.CookbookSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CookbookTest {
  private static final Pattern LINK = Pattern.compile("\\(\\.\\./examples/([^)]+\\.yaml)\\)");

  @Test
  void namesEverySampleAndNoOther() throws IOException {
    // given
    var page = Files.readString(Path.of("docs/cookbook.md"));
    // when
    var named = LINK.matcher(page).results().map(link -> link.group(1)).toList();
    // then
    try (var files = Files.list(Path.of("examples"))) {
      var samples =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".yaml"))
              .toList();
      assertThat(named).containsExactlyInAnyOrderElementsOf(samples);
    }
  }

  @Test
  void hasTenSamplesThatAreTested() {
    assertThat(CookbookSample.all()).hasSizeGreaterThanOrEqualTo(10);
  }
}

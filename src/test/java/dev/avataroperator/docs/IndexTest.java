package dev.avataroperator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IndexTest {
  private static final Path DOCS = Path.of("docs");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");

  @Test
  void leadsToEveryPage() throws IOException {
    // given
    var links = links(DOCS.resolve("README.md"));
    // then
    assertThat(pages())
        .filteredOn(page -> !page.endsWith("README.md"))
        .allSatisfy(page -> assertThat(links).contains(DOCS.relativize(page).toString()));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void noLinkLeadsNowhere(Path page) throws IOException {
    assertThat(links(page))
        .allSatisfy(link -> assertThat(page.resolveSibling(link).normalize()).exists());
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(DOCS)) {
      return files.filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  private static List<String> links(Path page) throws IOException {
    return LINK.matcher(Files.readString(page)).results().map(link -> link.group(1)).toList();
  }
}

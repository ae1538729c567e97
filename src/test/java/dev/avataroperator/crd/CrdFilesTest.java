package dev.avataroperator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class CrdFilesTest {
  @Test
  void committedCrdsAreCurrent() throws IOException {
    // given
    var generated = CrdFiles.render();
    if (Boolean.getBoolean("crds.update")) {
      for (var file : generated.entrySet()) {
        Files.writeString(CrdFiles.DIRECTORY.resolve(file.getKey()), file.getValue());
      }
    }
    for (var file : generated.entrySet()) {
      // when
      var committed = CrdFiles.DIRECTORY.resolve(file.getKey());
      // then
      assertThat(committed)
          .withFailMessage("%s isn't current. Run: %s", committed, CrdFiles.UPDATE)
          .exists()
          .content()
          .withFailMessage("%s isn't current. Run: %s", committed, CrdFiles.UPDATE)
          .isEqualTo(file.getValue());
    }
  }

  @Test
  void theKustomizationListsEveryCrd() throws IOException {
    // given
    var kustomization = Files.readString(CrdFiles.DIRECTORY.resolve("kustomization.yaml"));
    // when
    var files = CrdFiles.render().keySet();
    // then
    assertThat(files)
        .hasSize(4)
        .allSatisfy(file -> assertThat(kustomization).contains("- " + file));
  }
}

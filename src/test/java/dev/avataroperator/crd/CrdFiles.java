package dev.avataroperator.crd;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import dev.avataroperator.api.v1alpha1.AvatarService;
import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.AvatarWorkerPool;
import dev.avataroperator.api.v1alpha1.RtcProvider;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The CRDs as the records of the API say, by file name. */
final class CrdFiles {
  static final Path DIRECTORY = Path.of("crds");
  static final String UPDATE = "mvn test -Dtest=CrdFilesTest -Dcrds.update=true";
  static final List<Class<? extends CustomResource<?, ?>>> KINDS =
      List.of(AvatarSession.class, AvatarService.class, RtcProvider.class, AvatarWorkerPool.class);
  private static final String HEADER =
      "# Generated from src/main/java/dev/avataroperator/api. To update: " + UPDATE + "\n";

  private CrdFiles() {}

  static Map<String, String> render() throws IOException {
    var files = new TreeMap<String, String>();
    for (var kind : KINDS) {
      var crd = crd(kind);
      files.put(
          crd.at("/metadata/name").textValue() + "-v1.yml",
          HEADER + yaml().writeValueAsString(crd));
    }
    return files;
  }

  static ObjectNode crd(Class<? extends CustomResource<?, ?>> kind) throws IOException {
    var directory = Files.createTempDirectory("crd");
    try {
      var info =
          new CRDGenerator()
              .inOutputDir(directory.toFile())
              .customResourceClasses(List.of(kind))
              .detailedGenerate()
              .getCRDDetailsPerNameAndVersion()
              .values()
              .iterator()
              .next();
      var file = Path.of(info.values().iterator().next().getFilePath());
      var crd = (ObjectNode) yaml().readTree(file.toFile());
      Files.delete(file);
      return new CrdCompletion(kind).complete(crd);
    } finally {
      Files.delete(directory);
    }
  }

  private static ObjectMapper yaml() {
    return new ObjectMapper(
        YAMLFactory.builder()
            .disable(Feature.WRITE_DOC_START_MARKER)
            .disable(Feature.SPLIT_LINES)
            .enable(Feature.MINIMIZE_QUOTES)
            .enable(Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build());
  }
}

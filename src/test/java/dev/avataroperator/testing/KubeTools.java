package dev.avataroperator.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where kube-apiserver, etcd and kubectl are: in {@code KUBEBUILDER_ASSETS} or our cache. */
record KubeTools(Path testDirectory, Path kubectl) {

  /** Fails with what to run when they aren't there; gets nothing by itself. */
  static KubeTools find() {
    var tool = List.of("dev/tools/kube", "--cached", "--kube-api-test");
    var directory = Path.of(Shell.output(Map.of(), tool).strip());
    try (var versions = Files.list(directory.resolve("k8s"))) {
      return new KubeTools(directory, versions.findFirst().orElseThrow().resolve("kubectl"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

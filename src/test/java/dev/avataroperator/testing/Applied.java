package dev.avataroperator.testing;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Resources that are applied as GitOps tools do: by the server, again and again. */
public final class Applied {
  private static final String MANAGER = "kubectl";

  private final KubeApi kube;
  private final String namespace;
  private final String yaml;

  /**
   * @param namespace where resources go that don't say where, or null if all do
   */
  public Applied(KubeApi kube, String namespace, String yaml) {
    this.kube = kube;
    this.namespace = namespace;
    this.yaml = yaml;
  }

  /** Runs {@code kubectl apply --server-side}. */
  public void apply() {
    try {
      var file = Files.createTempFile("applied", ".yaml");
      Files.writeString(file, yaml);
      kube.kubectl(arguments(file));
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the applier left in each resource; it stays equal if applying again changes nothing. */
  public List<Trace> traces() {
    return resources().stream().map(Trace::of).toList();
  }

  /** The version of each resource, which rises with whatever anybody changes. */
  public List<String> versions() {
    return resources().stream().map(each -> each.getMetadata().getResourceVersion()).toList();
  }

  private List<HasMetadata> resources() {
    var admin = kube.admin();
    var items = admin.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))).items();
    return items.stream().map(item -> here(item)).toList();
  }

  private HasMetadata here(HasMetadata item) {
    var resource = kube.admin().resource(item);
    return namespace == null ? resource.get() : resource.inNamespace(namespace).get();
  }

  private String[] arguments(Path file) {
    var arguments =
        new ArrayList<>(
            List.of("apply", "--server-side", "--force-conflicts", "-f", file.toString()));
    if (namespace != null) {
      arguments.addAll(List.of("--namespace", namespace));
    }
    return arguments.toArray(String[]::new);
  }

  /** The generation of a resource, and which fields its applier set when. */
  public record Trace(String name, Long generation, List<ManagedFieldsEntry> fields) {
    static Trace of(HasMetadata resource) {
      var metadata = resource.getMetadata();
      return new Trace(
          resource.getKind() + "/" + metadata.getName(),
          metadata.getGeneration(),
          Stream.of(metadata.getManagedFields())
              .flatMap(List::stream)
              .filter(entry -> entry.getManager().equals(MANAGER))
              .toList());
    }
  }
}

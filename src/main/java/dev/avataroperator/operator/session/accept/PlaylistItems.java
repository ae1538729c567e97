package dev.avataroperator.operator.session.accept;

import dev.avataroperator.api.v1alpha1.AudioSource;
import dev.avataroperator.api.v1alpha1.AudioSource.ConfigMapKeyRef;
import dev.avataroperator.control.Assignment.Item;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.session.source.SessionSources;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The items of a playlist, with what stands in ConfigMaps; or what is wrong with one of them. */
record PlaylistItems(List<Item> items, String problem, boolean missing) {
  private static final int MOST_BYTES = 1024 * 1024;

  static PlaylistItems of(List<AudioSource.Item> wanted, String namespace, SessionSources sources) {
    var items = new ArrayList<Item>();
    var bytes = 0L;
    for (var item : wanted) {
      if (item.url() != null) {
        items.add(new Item(item.url()));
        continue;
      }
      var ref = item.configMapKeyRef();
      var map = sources.configMap(namespace, ref.name());
      var content = map.flatMap(found -> content(found, ref.key()));
      if (content.isEmpty()) {
        return new PlaylistItems(List.of(), missing(map, ref, namespace), true);
      }
      bytes += content.get().length() * 3L / 4;
      items.add(new Item(null, ref.name() + "/" + ref.key(), content.get()));
    }
    return bytes > MOST_BYTES
        ? new PlaylistItems(List.of(), TOO_LARGE, false)
        : new PlaylistItems(items, null, false);
  }

  private static final String TOO_LARGE =
      "The playlist's items from ConfigMaps hold more than 1 MiB together: offer large files over"
          + " https and give each a url.";

  /** Base64, as binaryData holds it. */
  private static Optional<String> content(ConfigMap map, String key) {
    var binary = map.getBinaryData() == null ? null : map.getBinaryData().get(key);
    var text = map.getData() == null ? null : map.getData().get(key);
    return Optional.ofNullable(binary)
        .or(
            () ->
                Optional.ofNullable(text)
                    .map(value -> value.getBytes(StandardCharsets.UTF_8))
                    .map(Base64.getEncoder()::encodeToString))
        .filter(value -> !value.isEmpty());
  }

  private static String missing(Optional<ConfigMap> map, ConfigMapKeyRef ref, String namespace) {
    return map.isPresent()
        ? "ConfigMap " + ref.name() + " has nothing under key " + ref.key() + ": add it."
        : "ConfigMap "
            + ref.name()
            + " doesn't exist or isn't labelled as a source. Create it, then: kubectl label configmap "
            + ref.name()
            + " -n "
            + namespace
            + " "
            + Names.SOURCE_LABEL
            + "=true";
  }
}

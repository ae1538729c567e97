package dev.avataroperator.operator.session.credential;

import dev.avataroperator.api.v1alpha1.AvatarSessionSpec.SecretTemplate;
import dev.avataroperator.operator.Names;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys that a session's secretTemplate put on a Secret, noted there, so that those that are
 * taken out of the template go, and what others put on the Secret stays.
 */
record SecretTemplateKeys(Map<String, String> labels, Map<String, String> annotations) {
  private static final String LABEL = "label:";
  private static final String ANNOTATION = "annotation:";

  /** For the annotation that notes them; empty when the template adds none. */
  static Optional<String> of(Optional<SecretTemplate> template) {
    var labels = template.map(SecretTemplate::labels).orElse(Map.of()).keySet();
    var annotations = template.map(SecretTemplate::annotations).orElse(Map.of()).keySet();
    var keys =
        Stream.concat(
                labels.stream().map(LABEL::concat), annotations.stream().map(ANNOTATION::concat))
            .collect(Collectors.toCollection(TreeSet::new));
    return keys.isEmpty() ? Optional.empty() : Optional.of(String.join(",", keys));
  }

  /**
   * What the template put on the Secret before and doesn't any more, and the note, if none is left.
   */
  static SecretTemplateKeys outdated(Secret present, Secret wanted) {
    var noted = OwnSecrets.annotation(present, Names.TEMPLATE_KEYS);
    var labels = new TreeMap<String, String>();
    var annotations = new TreeMap<String, String>();
    if (noted != null) {
      for (var key : noted.split(",")) {
        if (key.startsWith(LABEL)) {
          labels.put(key.substring(LABEL.length()), "");
        } else if (key.startsWith(ANNOTATION)) {
          annotations.put(key.substring(ANNOTATION.length()), "");
        }
      }
      annotations.put(Names.TEMPLATE_KEYS, "");
    }
    labels.keySet().removeAll(wanted.getMetadata().getLabels().keySet());
    annotations.keySet().removeAll(wanted.getMetadata().getAnnotations().keySet());
    return new SecretTemplateKeys(labels, annotations);
  }

  boolean isEmpty() {
    return labels.isEmpty() && annotations.isEmpty();
  }
}

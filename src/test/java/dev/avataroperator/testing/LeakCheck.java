package dev.avataroperator.testing;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;

/**
 * Looks for secret values where they must not be: the logs and metrics of all roles, and what the
 * API server holds beside Secrets. The last characters of a value are looked for, since all JWTs
 * begin alike.
 */
final class LeakCheck {
  private static final int ENOUGH = 16;
  private static final Set<String> KEYS = Set.of("api-key", "api-secret", "certificate");

  private final Installation installation;
  private final Sightings seen;

  LeakCheck(Installation installation, Sightings seen) {
    this.installation = installation;
    this.seen = seen;
  }

  /** Whether the value under this key is one that nobody else may see. */
  static boolean isSecret(String key, String base64) {
    return base64.length() >= ENOUGH && (key.contains("token") || KEYS.contains(key));
  }

  void check() {
    var needles = needles();
    places()
        .forEach(
            (place, text) ->
                Assertions.assertThat(found(text, needles))
                    .as("ends of secret values in " + place)
                    .isEmpty());
  }

  private Map<String, String> places() {
    var places = new LinkedHashMap<String, String>();
    for (var role : installation.roles()) {
      places.put("the log of " + role, role.log());
      if (role.isRunning()) {
        places.put("the metrics of " + role, role.metrics());
      }
    }
    places.put("sessions", seen.sessions().stream().map(Serialization::asYaml).collect(joined()));
    var events = installation.kube().admin().events().v1().events().inAnyNamespace().list();
    places.put("Events", Serialization.asYaml(events));
    return places;
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining("\n");
  }

  /** The ends of all values, as they are and in base64. */
  private Set<String> needles() {
    var needles = new HashSet<String>();
    for (var value : seen.secretValues()) {
      needles.add(end(value));
      needles.add(end(new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
    }
    needles.removeIf(needle -> needle.length() < ENOUGH);
    return needles;
  }

  private static Set<String> found(String text, Set<String> needles) {
    var found = new HashSet<String>();
    for (int i = 0; i + ENOUGH <= text.length(); i++) {
      var window = text.substring(i, i + ENOUGH);
      if (needles.contains(window)) {
        found.add(window);
      }
    }
    return found;
  }

  private static String end(String value) {
    return value.length() < ENOUGH ? "" : value.substring(value.length() - ENOUGH);
  }
}

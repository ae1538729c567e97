package dev.avataroperator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks for secret values where they must not be: the logs and metrics of all roles, what the
 * simulator tells, and what the API server holds beside Secrets.
 */
final class LeakCheck {
  private static final Set<String> KEYS =
      Set.of("api-key", "api-secret", "certificate", "broker-key");

  private final Installation installation;
  private final Sightings seen;

  LeakCheck(Installation installation, Sightings seen) {
    this.installation = installation;
    this.seen = seen;
  }

  /** Whether the value under this key of a Secret is one that nobody else may see. */
  static boolean isSecret(String key) {
    return key.contains("token") || KEYS.contains(key);
  }

  void check() {
    var values = new SecretValues(seen.secretValues());
    places()
        .forEach(
            (place, text) ->
                assertThat(values.in(text)).as("ends of secret values in " + place).isEmpty());
  }

  private Map<String, String> places() {
    var places = new LinkedHashMap<String, String>();
    for (var role : installation.roles()) {
      places.put("the log of " + role, role.log());
      if (role.isRunning()) {
        places.put("the metrics of " + role, role.metrics());
      }
    }
    places.put("the log of the console", installation.console().log());
    if (installation.simulator().isRunning()) {
      places.put("the simulator's records", installation.records().text());
    }
    var events = installation.kube().admin().events().v1().events().inAnyNamespace().list();
    places.put("Events", Serialization.asYaml(events));
    places.put(
        "sessions",
        seen.sessions().stream().map(Serialization::asYaml).collect(Collectors.joining()));
    return places;
  }
}

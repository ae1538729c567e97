package dev.avataroperator.operator.service;

import dev.avataroperator.api.v1alpha1.AvatarServiceSpec;
import dev.avataroperator.credential.Dialect;
import dev.avataroperator.operator.Endpoints;
import dev.avataroperator.operator.OperatorSettings;
import java.util.Optional;
import java.util.stream.Stream;

/** What the schema can't say of an AvatarService. */
public final class ServiceRules {
  private ServiceRules() {}

  /** What is wrong, in words that say what to write instead. */
  public static Optional<String> problem(AvatarServiceSpec spec, OperatorSettings settings) {
    var unavailable = unavailable(spec);
    if (unavailable.isPresent()) {
      return unavailable;
    }
    var insecure = settings.allowInsecureEndpoints();
    return spec.regions().stream()
        .flatMap(
            region ->
                Stream.of(
                    Endpoints.problem("consoleUrl", region.consoleUrl(), insecure),
                    Endpoints.problem("ingressUrl", region.ingressUrl(), insecure)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** In the words of those who speak it. */
  public static Dialect dialect(AvatarServiceSpec spec) {
    return Dialect.valueOf(spec.dialect().name());
  }

  private static Optional<String> unavailable(AvatarServiceSpec spec) {
    if (spec.maxConcurrentSessions() != null) {
      return Optional.of(
          "maxConcurrentSessions isn't available in this version:"
              + " leave it out; the service's own quota is waited for.");
    }
    return Optional.empty();
  }
}

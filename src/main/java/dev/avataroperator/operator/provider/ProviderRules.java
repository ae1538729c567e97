package dev.avataroperator.operator.provider;

import dev.avataroperator.api.v1alpha1.RtcProviderSpec;
import dev.avataroperator.operator.Endpoints;
import dev.avataroperator.operator.OperatorSettings;
import java.util.Optional;

/** What the schema can't say of an RtcProvider. */
public final class ProviderRules {
  private ProviderRules() {}

  /** What is wrong, in words that say what to write instead. */
  public static Optional<String> problem(RtcProviderSpec spec, OperatorSettings settings) {
    return Optional.ofNullable(spec.livekit())
        .flatMap(
            livekit ->
                Endpoints.problem("livekit.url", livekit.url(), settings.allowInsecureEndpoints()));
  }
}

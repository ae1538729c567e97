package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What was found of an AvatarService. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AvatarServiceStatus(
    @JsonPropertyDescription("Generation that this status is about.") Long observedGeneration,
    @JsonPropertyDescription("Ready, CredentialsValid and Available.") List<Condition> conditions,
    @JsonPropertyDescription("State of each region.") List<RegionState> regions,
    @JsonPropertyDescription("Sessions that use this service.") Sessions sessions,
    @JsonPropertyDescription("Version of the Secret whose API key was checked last.")
        String apiKeyVersion) {
  /** A region's circuit breaker. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RegionState(
      @Required @JsonPropertyDescription("Name of the region.") String name,
      @JsonPropertyDescription("Closed: in use. Open: failing, not tried for now.") String state) {}

  /** Counts of sessions. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Sessions(
      @JsonPropertyDescription("Sessions that hold a slot.") Integer active,
      @JsonPropertyDescription("Sessions that wait for one.") Integer queued) {}
}

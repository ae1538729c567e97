package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.avataroperator.api.schema.ListKey;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What was found of an AvatarService. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonClassDescription("What the operator found.")
public record AvatarServiceStatus(
    @JsonPropertyDescription("Generation of the spec that this status is about.")
        Long observedGeneration,
    @Size(max = 16)
        @ListKey("type")
        @JsonPropertyDescription("Ready, CredentialsValid and Available.")
        List<Condition> conditions,
    @Size(max = 8) @ListKey("name") @JsonPropertyDescription("State of each region.")
        List<RegionState> regions,
    @JsonPropertyDescription("Sessions that use this service.") Sessions sessions,
    @Size(max = 256)
        @JsonPropertyDescription("Resource version of the Secret whose API key was checked last.")
        String apiKeyVersion) {
  /** A region's circuit breaker. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RegionState(
      @Required @Size(max = 63) @JsonPropertyDescription("Name of the region.") String name,
      @Size(max = 16) @JsonPropertyDescription("Closed: in use. Open: failing, not tried for now.")
          String state) {}

  /** Counts of sessions. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Sessions(
      @JsonPropertyDescription("Sessions that hold a slot.") Integer active,
      @JsonPropertyDescription("Sessions that wait for one.") Integer queued) {}
}

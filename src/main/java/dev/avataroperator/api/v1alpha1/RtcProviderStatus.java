package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What was found of an RtcProvider. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RtcProviderStatus(
    @JsonPropertyDescription("Generation that this status is about.") Long observedGeneration,
    @JsonPropertyDescription("Ready, CredentialsValid and Reachable.")
        List<Condition> conditions) {}

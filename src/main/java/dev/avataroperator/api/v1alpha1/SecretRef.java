package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.avataroperator.api.schema.ResourceName;
import io.fabric8.generator.annotation.Required;

/** A Secret in the same namespace. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecretRef(
    @Required
        @ResourceName
        @JsonPropertyDescription(
            "Name of the Secret, in the same namespace. It must carry the label avatar-operator.dev/source: \"true\".")
        String name) {}

package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A reference to a resource of this API. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObjectRef(
    @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Name of the resource.")
        String name,
    @Size(min = 1, max = 63)
        @JsonPropertyDescription(
            "Namespace of the resource; absent means the namespace of the referring resource. Another namespace needs a grant there.")
        String namespace) {}

package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.avataroperator.api.schema.ResourceName;
import io.fabric8.generator.annotation.Required;

/** A reference to a resource of this API. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObjectRef(
    @Required @ResourceName @JsonPropertyDescription("Name of the resource.") String name,
    @ResourceName(max = 63, label = true)
        @JsonPropertyDescription(
            "Namespace of the resource; absent means the namespace of the referring resource. Another namespace needs a grant there.")
        String namespace) {}

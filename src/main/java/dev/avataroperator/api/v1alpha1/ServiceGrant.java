package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.avataroperator.api.schema.ResourceName;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;

/** Lets other namespaces use an account at an avatar service. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.namespaces) != has(self.namespaceSelector)",
    message = "set exactly one of namespaces and namespaceSelector")
public record ServiceGrant(
    @Size(min = 1, max = 64) @JsonPropertyDescription("Namespaces that may use this resource.")
        List<@ResourceName(max = 63, label = true) String> namespaces,
    @JsonPropertyDescription(
            "Selects the namespaces that may use this resource by their labels; {} selects all.")
        LabelSelector namespaceSelector,
    @Size(min = 1, max = 64) @JsonPropertyDescription("Avatars that may be used; absent means all.")
        List<@Size(min = 1, max = 256) String> avatarIds,
    @Min(0)
        @Max(100000)
        @JsonPropertyDescription(
            "Most sessions at a time over all namespaces of this grant; absent means no limit of its own.")
        Integer maxSessions) {}

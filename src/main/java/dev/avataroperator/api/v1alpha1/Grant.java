package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;

/** Lets other namespaces use a resource. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.namespaces) != has(self.namespaceSelector)",
    message = "set exactly one of namespaces and namespaceSelector")
public record Grant(
    @Size(min = 1, max = 64) @JsonPropertyDescription("Namespaces that may use this resource.")
        List<String> namespaces,
    @JsonPropertyDescription("Selects the namespaces that may use this resource by their labels.")
        LabelSelector namespaceSelector,
    @Size(min = 1, max = 64)
        @JsonPropertyDescription("AvatarService only: avatars that may be used; absent means all.")
        List<String> avatarIds,
    @Min(0)
        @Max(100000)
        @JsonPropertyDescription(
            "AvatarService only: most sessions at a time over all these namespaces.")
        Integer maxSessions,
    @Size(min = 1, max = 64)
        @JsonPropertyDescription(
            "RtcProvider only: patterns of rooms or channels that may be used; * stands for any characters, {namespace} for the namespace of the session. The whole name must match.")
        List<String> rooms) {}

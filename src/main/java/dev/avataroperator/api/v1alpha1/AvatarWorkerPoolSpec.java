package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import java.util.List;
import java.util.Map;

/** Workers that stream audio: run here from a template, or elsewhere under endpoints. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "!(has(self.template) && has(self.endpoints))",
    message = "set template or endpoints, not both")
@ValidationRule(
    value = "has(self.endpoints) || !(has(self.tokenSecretRef) || has(self.caSecretRef))",
    message = "tokenSecretRef and caSecretRef go with endpoints; leave them out")
@ValidationRule(
    value = "!has(self.endpoints) || has(self.tokenSecretRef)",
    message = "with endpoints set tokenSecretRef: the bearer token of the workers")
public record AvatarWorkerPoolSpec(
    @Default("2")
        @Min(0)
        @Max(1000)
        @SpecReplicas
        @JsonPropertyDescription("Number of workers; ignored with endpoints.")
        Integer replicas,
    @Min(1) @Max(5000) @JsonPropertyDescription("Most sessions on one worker; absent means 200.")
        Integer sessionsPerWorker,
    @Pattern("^[0-9]+(Ki|Mi|Gi)$")
        @Size(max = 16)
        @JsonPropertyDescription(
            "Memory for buffered audio on one worker, as a quantity; absent means 512Mi.")
        String bufferBudget,
    @JsonPropertyDescription("Pods of the workers.") Template template,
    @Size(min = 1, max = 64)
        @JsonPropertyDescription(
            "Workers that run elsewhere; their hosts must be allowed by the operator, loopback always is.")
        List<Endpoint> endpoints,
    @JsonPropertyDescription(
            "With endpoints: key of a Secret that holds the bearer token of the workers.")
        SecretKeyRef tokenSecretRef,
    @JsonPropertyDescription(
            "With endpoints: key of a Secret that holds the PEM certificates that the workers' certificates are checked against; not for plain http on loopback.")
        SecretKeyRef caSecretRef,
    @JsonPropertyDescription("Where clients push audio.") Ingest ingest,
    @JsonPropertyDescription("How workers are emptied.") Drain drain,
    @Pattern("^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$")
        @Size(max = 32)
        @JsonPropertyDescription(
            "How long a worker keeps its sessions without contact to the operator; absent means 10m.")
        String leaseDuration,
    @Size(max = 64)
        @JsonPropertyDescription(
            "Hosts or CIDRs that playlist items may come from beside public https ones.")
        List<String> playlistHosts,
    @Size(max = 32)
        @JsonPropertyDescription(
            "Other namespaces that may use this pool; absent means only its own.")
        List<Grant> grants) {
  /** What the operator lets be said about the pods. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Template(
      @Size(max = 64) @JsonPropertyDescription("Labels of the pods.") Map<String, String> labels,
      @Size(max = 64) @JsonPropertyDescription("Annotations of the pods.")
          Map<String, String> annotations,
      @Size(min = 1, max = 512) @JsonPropertyDescription("Image; absent means the operator's own.")
          String image,
      @Size(max = 8) @JsonPropertyDescription("Secrets to pull the image with.")
          List<LocalObjectReference> imagePullSecrets,
      @JsonPropertyDescription("Resources of the container.") ResourceRequirements resources,
      @Size(max = 64) @JsonPropertyDescription("Labels that a node must have.")
          Map<String, String> nodeSelector,
      @Size(max = 32) @JsonPropertyDescription("Taints that the pods tolerate.")
          List<Toleration> tolerations,
      @JsonPropertyDescription("Affinity of the pods.") Affinity affinity,
      @Size(max = 8) @JsonPropertyDescription("How the pods are spread.")
          List<TopologySpreadConstraint> topologySpreadConstraints,
      @Size(min = 1, max = 253) @JsonPropertyDescription("Priority class of the pods.")
          String priorityClassName,
      @Size(max = 64) @JsonPropertyDescription("Environment variables with literal values.")
          List<EnvVar> env) {}

  /** An environment variable with a literal value. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record EnvVar(
      @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Name of the variable.")
          String name,
      @Size(max = 4096) @JsonPropertyDescription("Its value.") String value) {}

  /** A worker that runs elsewhere. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Endpoint(
      @Required
          @Size(min = 1, max = 2048)
          @Pattern("^https?://[^/?#]+/?$")
          @JsonPropertyDescription("URL of the worker (https; plain http on loopback only).")
          String url) {}

  /** Where clients push audio. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Ingest(
      @Size(min = 1, max = 2048)
          @Pattern("^wss?://.+")
          @JsonPropertyDescription(
              "URL of the workers as clients reach them (wss); absent means the Service of the pool, or the first of the endpoints.")
          String externalUrl) {}

  /** How a worker is emptied. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Drain(
      @Pattern("^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$")
          @Size(max = 32)
          @JsonPropertyDescription(
              "How long sessions may wait for a pause before they are moved; absent means 8m.")
          String gracePeriod) {}
}

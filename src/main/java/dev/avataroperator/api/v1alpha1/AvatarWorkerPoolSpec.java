package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.avataroperator.api.schema.DurationText;
import dev.avataroperator.api.schema.LabelMap;
import dev.avataroperator.api.schema.ListKey;
import dev.avataroperator.api.schema.ResourceName;
import dev.avataroperator.api.schema.UrlText;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
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
@JsonClassDescription(
    "Workers as pods of this namespace (template), or workers that run elsewhere (endpoints).")
@ValidationRule(
    value = "!(has(self.template) && has(self.endpoints))",
    message = "set template or endpoints, not both")
@ValidationRule(
    value = "has(self.endpoints) || !has(self.tokenSecretRef)",
    message = "tokenSecretRef goes with endpoints only; leave it out, the operator makes the token")
@ValidationRule(
    value = "has(self.endpoints) || !has(self.caSecretRef)",
    message =
        "caSecretRef goes with endpoints only; leave it out, the operator makes the certificates")
@ValidationRule(
    value = "!has(self.endpoints) || has(self.tokenSecretRef)",
    message = "endpoints need tokenSecretRef: the Secret key with the bearer token of the workers")
@ValidationRule(
    value =
        "!has(self.caSecretRef) || !has(self.endpoints) || self.endpoints.exists(e, e.url.startsWith('https://'))",
    message = "caSecretRef needs an https endpoint; leave it out for plain http")
public record AvatarWorkerPoolSpec(
    @Default("2")
        @Min(0)
        @Max(1000)
        @SpecReplicas
        @JsonPropertyDescription(
            "Number of workers, also by /scale; ignored with endpoints. Defaults to 2.")
        Integer replicas,
    @Min(1) @Max(5000) @JsonPropertyDescription("Most sessions on one worker; absent means 200.")
        Integer sessionsPerWorker,
    @Size(max = 16)
        @ValidationRule(
            value = "self.matches('^[1-9][0-9]{0,6}(Mi|Gi)$')",
            message = "write a quantity in Mi or Gi, such as 512Mi")
        @JsonPropertyDescription(
            "Memory for buffered audio on one worker, a quantity in Mi or Gi; absent means 512Mi.")
        String bufferBudget,
    @JsonPropertyDescription(
            "Pods of the workers; absent means pods with the operator's image and no more.")
        Template template,
    @Size(min = 1, max = 64)
        @ListKey("url")
        @JsonPropertyDescription(
            "Workers that run elsewhere. Their hosts must be allowed by the operator (--allowed-worker-hosts), loopback always is.")
        List<Endpoint> endpoints,
    @JsonPropertyDescription(
            "With endpoints: key of a Secret that holds the bearer token of the workers.")
        SecretKeyRef tokenSecretRef,
    @JsonPropertyDescription(
            "With https endpoints: key of a Secret that holds the PEM certificates that the workers' certificates are checked against; absent means the public ones.")
        SecretKeyRef caSecretRef,
    @JsonPropertyDescription("Where clients push audio.") Ingest ingest,
    @JsonPropertyDescription("How workers are emptied.") Drain drain,
    @DurationText(min = "30s", max = "24h")
        @JsonPropertyDescription(
            "How long a worker keeps its sessions without contact to the operator; absent means 10m.")
        String leaseDuration,
    @ValidationRule(
            value = "self.all(h, h.matches('^([A-Za-z0-9._-]+|[0-9a-fA-F.:]+(/[0-9]{1,3})?)$'))",
            message = "write host names without scheme and port, or CIDRs such as 10.0.0.0/8")
        @Size(max = 64)
        @JsonPropertyDescription(
            "Hosts or CIDRs that playlist items may be read from although they aren't public or not https.")
        List<@Size(min = 1, max = 253) String> playlistHosts,
    @Size(max = 32)
        @JsonPropertyDescription(
            "Other namespaces that may use this pool; absent means only its own.")
        List<Grant> grants) {
  /** What the operator lets be said about the pods. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Template(
      @Size(max = 32) @LabelMap @JsonPropertyDescription("Labels of the pods.")
          Map<String, @Size(max = 63) String> labels,
      @Size(max = 32)
          @LabelMap(annotations = true)
          @JsonPropertyDescription("Annotations of the pods.")
          Map<String, @Size(max = 4096) String> annotations,
      @Size(min = 1, max = 512) @JsonPropertyDescription("Image; absent means the operator's own.")
          String image,
      @Size(max = 8) @JsonPropertyDescription("Secrets to pull the image with.")
          List<LocalObjectReference> imagePullSecrets,
      @JsonPropertyDescription("Resources of the container.") ResourceRequirements resources,
      @Size(max = 64) @JsonPropertyDescription("Labels that a node must have.")
          Map<String, @Size(max = 63) String> nodeSelector,
      @Size(max = 32) @JsonPropertyDescription("Taints that the pods tolerate.")
          List<Toleration> tolerations,
      @JsonPropertyDescription("Affinity of the pods, as in a Pod.") Affinity affinity,
      @Size(max = 8) @JsonPropertyDescription("How the pods are spread, as in a Pod.")
          List<TopologySpreadConstraint> topologySpreadConstraints,
      @ResourceName @JsonPropertyDescription("Priority class of the pods.")
          String priorityClassName,
      @Size(max = 64)
          @ListKey("name")
          @JsonPropertyDescription("Environment variables with literal values.")
          List<EnvVar> env) {}

  /** An environment variable with a literal value. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record EnvVar(
      @Required
          @Size(min = 1, max = 253)
          @ValidationRule(
              value = "self.matches('^[A-Za-z_][A-Za-z0-9_.-]*$')",
              message = "write a name of letters, digits, _, . and -, not beginning with a digit")
          @JsonPropertyDescription("Name of the variable.")
          String name,
      @Size(max = 4096) @JsonPropertyDescription("Its value; absent means empty.") String value) {}

  /** A worker that runs elsewhere. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Endpoint(
      @Required
          @UrlText(
              schemes = {"https", "http"},
              tail = UrlText.Tail.NOTHING)
          @JsonPropertyDescription(
              "URL of the worker, for example https://10.0.0.7:9443; plain http on loopback only.")
          String url) {}

  /** Where clients push audio. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Ingest(
      @UrlText(schemes = {"wss", "ws"})
          @JsonPropertyDescription(
              "URL of the workers as clients reach them; absent means wss://<pool>-workers.<namespace>.svc:9443, or the first of the endpoints.")
          String externalUrl) {}

  /** How a worker is emptied. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Drain(
      @DurationText(min = "1s", max = "24h")
          @JsonPropertyDescription(
              "How long sessions may wait for a pause before they are moved; absent means 8m.")
          String gracePeriod) {}
}

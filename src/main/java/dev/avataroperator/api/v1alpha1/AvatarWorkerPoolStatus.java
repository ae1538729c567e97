package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.avataroperator.api.schema.ListKey;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;

/** What was found of an AvatarWorkerPool. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonClassDescription("What the operator found.")
public record AvatarWorkerPoolStatus(
    @JsonPropertyDescription("Generation of the spec that this status is about.")
        Long observedGeneration,
    @Size(max = 16) @ListKey("type") @JsonPropertyDescription("Ready and Available.")
        List<Condition> conditions,
    @Size(max = 1064) @ListKey("name") @JsonPropertyDescription("State of each worker.")
        List<WorkerState> workers,
    @StatusReplicas @JsonPropertyDescription("Number of workers.") Integer replicas,
    @io.fabric8.kubernetes.model.annotation.LabelSelector
        @Size(max = 1024)
        @JsonPropertyDescription("Label selector of the pods.")
        String selector,
    @JsonPropertyDescription("Sessions that the reachable workers can hold.") Integer capacity,
    @JsonPropertyDescription("Sessions that they hold.") Integer active) {
  /** One worker. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record WorkerState(
      @Required @Size(max = 512) @JsonPropertyDescription("Name of the worker.") String name,
      @Size(max = 2048) @JsonPropertyDescription("Where the operator reaches it.") String url,
      @JsonPropertyDescription("Sessions that it holds.") Integer sessions,
      @JsonPropertyDescription(
              "Ready: takes sessions. Busy: takes no more. Draining: hands its sessions over. Lost: not reachable.")
          State state) {}

  /** Whether a worker takes sessions. */
  public enum State {
    Ready,
    Busy,
    Draining,
    Lost
  }
}

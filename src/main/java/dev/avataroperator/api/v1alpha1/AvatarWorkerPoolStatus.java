package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;

/** What was found of an AvatarWorkerPool. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AvatarWorkerPoolStatus(
    @JsonPropertyDescription("Generation that this status is about.") Long observedGeneration,
    @JsonPropertyDescription("Ready and Available.") List<Condition> conditions,
    @JsonPropertyDescription("State of each worker.") List<WorkerState> workers,
    @StatusReplicas @JsonPropertyDescription("Number of workers.") Integer replicas,
    @io.fabric8.kubernetes.model.annotation.LabelSelector
        @JsonPropertyDescription("Label selector of the pods.")
        String selector,
    @JsonPropertyDescription("Sessions that the reachable workers can hold.") Integer capacity,
    @JsonPropertyDescription("Sessions that they hold.") Integer active) {
  /** One worker. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record WorkerState(
      @Required @JsonPropertyDescription("Name of the worker.") String name,
      @JsonPropertyDescription("Where the operator reaches it.") String url,
      @JsonPropertyDescription("Sessions that it holds.") Integer sessions,
      @JsonPropertyDescription("Ready, Busy, Draining or Lost.") State state) {}

  /** Whether a worker takes sessions. */
  public enum State {
    Ready,
    Busy,
    Draining,
    Lost
  }
}

package dev.avataroperator.operator.pool;

import dev.avataroperator.api.v1alpha1.AvatarWorkerPool;
import dev.avataroperator.api.v1alpha1.AvatarWorkerPoolSpec;
import dev.avataroperator.api.v1alpha1.AvatarWorkerPoolSpec.Endpoint;
import dev.avataroperator.operator.Endpoints;
import dev.avataroperator.operator.OperatorSettings;
import dev.avataroperator.operator.SourceSecrets;
import dev.avataroperator.operator.workers.WorkerEndpoint;
import dev.avataroperator.status.Reason;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a pool's workers are reached, or what has to be written instead. */
final class PoolEndpoints {
  private final OperatorSettings settings;
  private final SourceSecrets<AvatarWorkerPool> secrets;

  PoolEndpoints(OperatorSettings settings, SourceSecrets<AvatarWorkerPool> secrets) {
    this.settings = settings;
    this.secrets = secrets;
  }

  /** Either the endpoints, or a problem and its reason. */
  record Found(List<WorkerEndpoint> list, Reason reason, String problem) {
    static Found refused(Reason reason, String problem) {
      return new Found(List.of(), reason, problem);
    }
  }

  Found of(AvatarWorkerPool pool) {
    var spec = pool.getSpec();
    if (spec.endpoints() == null || spec.endpoints().isEmpty()) {
      return Found.refused(
          Reason.InvalidSpec,
          "Pools that run their own workers aren't available in this version: run workers"
              + " elsewhere (role worker) and name them under endpoints.");
    }
    var unavailable = unavailable(spec).or(() -> externalProblem(spec));
    if (unavailable.isPresent()) {
      return Found.refused(Reason.InvalidSpec, unavailable.get());
    }
    var token = secrets.read(pool, spec.tokenSecretRef());
    var bundle = spec.caSecretRef() == null ? null : secrets.read(pool, spec.caSecretRef());
    if (token.value().isEmpty()) {
      return Found.refused(Reason.SecretNotFound, token.missing());
    }
    if (bundle != null && bundle.value().isEmpty()) {
      return Found.refused(Reason.SecretNotFound, bundle.missing());
    }
    var trusted = bundle == null ? null : bundle.value().get().reveal();
    var endpoints = new ArrayList<WorkerEndpoint>();
    for (var endpoint : spec.endpoints()) {
      var problem = problem(endpoint);
      if (problem.isPresent()) {
        return Found.refused(Reason.InvalidSpec, problem.get());
      }
      var url = URI.create(endpoint.url());
      var name = url.getAuthority();
      if (endpoints.stream().anyMatch(other -> other.name().equals(name))) {
        return Found.refused(
            Reason.InvalidSpec, "endpoints names " + name + " twice: leave one of them out.");
      }
      endpoints.add(new WorkerEndpoint(name, url, token.value().get(), trusted));
    }
    return new Found(endpoints, null, null);
  }

  /** What workers that run elsewhere are told by their own command line. */
  private static Optional<String> unavailable(AvatarWorkerPoolSpec spec) {
    if (spec.sessionsPerWorker() != null
        || spec.bufferBudget() != null
        || spec.playlistHosts() != null) {
      return Optional.of(
          "sessionsPerWorker, bufferBudget and playlistHosts aren't available with endpoints in"
              + " this version: start the workers with --sessions, --buffer-budget and"
              + " --playlist-hosts.");
    }
    return spec.grants() != null || spec.drain() != null || spec.leaseDuration() != null
        ? Optional.of(
            "grants, drain and leaseDuration aren't available in this version: leave them out.")
        : Optional.empty();
  }

  /** Clients send their tokens and their speech there. */
  private Optional<String> externalProblem(AvatarWorkerPoolSpec spec) {
    return Optional.ofNullable(spec.ingest())
        .map(ingest -> ingest.externalUrl())
        .flatMap(
            url -> Endpoints.problem("ingest.externalUrl", url, settings.allowInsecureEndpoints()));
  }

  private Optional<String> problem(Endpoint endpoint) {
    return Endpoints.problem("endpoints.url " + endpoint.url(), endpoint.url(), false)
        .or(
            () -> {
              var url = URI.create(endpoint.url());
              return Endpoints.isLoopback(url)
                      || settings.allowedWorkerHosts().contains(url.getHost())
                  ? Optional.empty()
                  : Optional.of(
                      "Host "
                          + url.getHost()
                          + " isn't allowed for workers: start the operator with"
                          + " --allowed-worker-hosts="
                          + url.getHost());
            });
  }
}

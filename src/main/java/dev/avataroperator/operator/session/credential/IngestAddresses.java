package dev.avataroperator.operator.session.credential;

import dev.avataroperator.api.v1alpha1.AvatarWorkerPool;
import dev.avataroperator.operator.SourceValue;
import dev.avataroperator.operator.session.credential.IngestCredentials.Address;
import dev.avataroperator.operator.session.source.SessionSources;
import dev.avataroperator.operator.session.turn.EffectiveSession;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.Turn;
import java.util.Optional;

/** Where a session's audio is pushed, and which certificates to trust there. */
public final class IngestAddresses {
  private final SessionSources sources;

  public IngestAddresses(SessionSources sources) {
    this.sources = sources;
  }

  /** Stable: the pool's external URL, else the worker that the session has; empty before it has. */
  Optional<Address> of(Turn turn, StreamPlan plan) {
    var external =
        pool(turn)
            .map(pool -> pool.getSpec().ingest())
            .map(ingest -> ingest.externalUrl())
            .map(url -> url.replaceAll("/+$", ""));
    var worker =
        plan.worker().map(link -> link.endpoint().url().toString().replaceFirst("^http", "ws"));
    return external
        .or(() -> worker.map(url -> url.replaceAll("/+$", "")))
        .map(base -> base + "/v1/sessions/" + turn.uid() + "/audio")
        .or(() -> turn.stored().map(status -> status.ingest()).map(ingest -> ingest.url()))
        .map(url -> new Address(url, caBundle(turn)));
  }

  private String caBundle(Turn turn) {
    return pool(turn)
        .map(pool -> pool.getSpec().caSecretRef())
        .flatMap(
            ref ->
                SourceValue.of(
                        sources.sourceSecret(turn.namespace(), ref.name()), turn.namespace(), ref)
                    .value())
        .map(pem -> pem.reveal() + "\n")
        .orElse(null);
  }

  private Optional<AvatarWorkerPool> pool(Turn turn) {
    return sources.pool(turn.namespace(), EffectiveSession.of(turn.session()).poolName());
  }
}

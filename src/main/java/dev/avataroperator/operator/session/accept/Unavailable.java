package dev.avataroperator.operator.session.accept;

import dev.avataroperator.api.v1alpha1.AvatarSessionSpec;
import dev.avataroperator.api.v1alpha1.Driver;
import dev.avataroperator.api.v1alpha1.Driver.Worker;
import java.util.Optional;
import java.util.stream.Stream;

/** What the schema offers and can't be done here, in words that say what to do or use instead. */
final class Unavailable {
  private Unavailable() {}

  /** The first such part of a session, if any. */
  static Optional<String> in(AvatarSessionSpec spec, String namespace, boolean hasBroker) {
    return Stream.of(
            hasBroker ? Optional.<String>empty() : driver(spec.driver()),
            Optional.ofNullable(spec.driver())
                .map(Driver::worker)
                .flatMap(worker -> worker(worker, namespace)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> driver(Driver driver) {
    if (driver != null && (driver.external() != null || driver.agent() != null)) {
      return Optional.of(
          "The drivers external and agent need the operator's broker: start the operator with"
              + " --broker-listen and --broker-url, or use driver.worker.");
    }
    return Optional.empty();
  }

  private static Optional<String> worker(Worker worker, String namespace) {
    var pool = worker.poolRef();
    if (pool != null && pool.namespace() != null && !pool.namespace().equals(namespace)) {
      return Optional.of(
          "A worker pool of another namespace isn't available in this version:"
              + " create the AvatarWorkerPool in the session's namespace.");
    }
    return Optional.empty();
  }
}

package dev.avataroperator.operator.session.credential;

import dev.avataroperator.credential.Sha256;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.session.turn.Requests.Request;
import dev.avataroperator.operator.session.turn.Turn;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Map;
import java.util.Optional;

/**
 * New credentials asked for by annotation. Each Secret is marked with the request that it was
 * minted anew for, so that one which fails half-way mints nothing twice.
 */
record Rotation(Optional<String> id) {

  static Rotation of(Turn turn) {
    var annotations = turn.session().getMetadata().getAnnotations();
    return turn.requests().asksFor(Request.ROTATE)
        ? new Rotation(Optional.of(Sha256.hex(annotations.get(Names.ROTATE)).substring(0, 16)))
        : new Rotation(Optional.empty());
  }

  boolean isDue(Optional<Secret> present) {
    return id.isPresent()
        && !id.equals(present.map(secret -> OwnSecrets.annotation(secret, Names.ROTATED_FOR)));
  }

  /** To be put on a Secret that was minted anew. */
  Map<String, String> mark() {
    return id.map(value -> Map.of(Names.ROTATED_FOR, value)).orElse(Map.of());
  }
}

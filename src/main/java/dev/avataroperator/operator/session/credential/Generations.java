package dev.avataroperator.operator.session.credential;

import dev.avataroperator.api.v1alpha1.AvatarSessionStatus;
import dev.avataroperator.credential.Ledger;
import dev.avataroperator.operator.session.turn.Turn;
import java.util.List;

/**
 * Numbers of credentials; they never repeat in a session's life, also when a Secret was deleted.
 */
final class Generations {
  private Generations() {}

  /** The newest of those kept under the keys and called by the names in the status. */
  static long newest(Turn turn, Ledger ledger, List<String> keys, List<String> names) {
    var inStatus =
        turn.stored().map(AvatarSessionStatus::credentials).orElse(List.of()).stream()
            .filter(credential -> names.contains(credential.name()))
            .filter(credential -> credential.generation() != null)
            .mapToLong(AvatarSessionStatus.CredentialStatus::generation)
            .max()
            .orElse(0);
    return Math.max(inStatus, ledger.newestGeneration(keys));
  }

  static long next(Turn turn, Ledger ledger, String key, String name) {
    return newest(turn, ledger, List.of(key), List.of(name)) + 1;
  }
}

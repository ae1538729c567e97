package dev.avataroperator.operator.session.credential;

import dev.avataroperator.credential.Credential;
import dev.avataroperator.credential.Ledger;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.SecretData;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in the {@code -egress} Secret. Of what was minted for another epoch only the
 * generations count.
 */
record EgressSecret(Optional<Secret> ofEpoch, Ledger ledger, Map<String, SecretText> data) {

  static EgressSecret read(Optional<Secret> present, long epoch) {
    var ofEpoch = present.filter(secret -> epoch(secret) == epoch);
    return new EgressSecret(
        ofEpoch,
        Ledger.read(present.map(s -> OwnSecrets.annotation(s, Names.LEDGER)).orElse(null)),
        ofEpoch.map(SecretData::read).orElse(Map.of()));
  }

  /** The epoch for which the Secret's tokens were minted; 0 when it doesn't say. */
  static long epoch(Secret secret) {
    var text = OwnSecrets.annotation(secret, Names.EPOCH);
    return text == null || !text.matches("[0-9]{1,18}") ? 0 : Long.parseLong(text);
  }

  Optional<String> annotation(String name) {
    return ofEpoch.map(secret -> OwnSecrets.annotation(secret, name));
  }

  /** The credential under the ledger's key whose value stands under the Secret's. */
  Optional<Credential> find(String key, String dataKey) {
    return ledger.find(key, data.get(dataKey));
  }

  List<Credential> sessionTokens() {
    return SessionTokens.KEYS.stream()
        .map(key -> find(key, key))
        .flatMap(Optional::stream)
        .toList();
  }
}

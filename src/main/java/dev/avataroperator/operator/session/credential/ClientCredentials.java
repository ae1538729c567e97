package dev.avataroperator.operator.session.credential;

import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.CredentialStatus;
import dev.avataroperator.api.v1alpha1.Client;
import dev.avataroperator.api.v1alpha1.GoDuration;
import dev.avataroperator.credential.Credential;
import dev.avataroperator.credential.Ledger;
import dev.avataroperator.credential.RenewalPlan;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.credential.Sha256;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.SecretData;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.rtc.RtcAccount.Validity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code -client-<name>} Secrets of fixed participants. */
public final class ClientCredentials {
  private static final String KEY = "token";
  private static final String FOR = Names.GROUP + "/minted-for";
  private static final Duration TTL = Duration.ofHours(1);

  private final OwnSecrets secrets;
  private final RenewalPlan renewals;

  public ClientCredentials(OwnSecrets secrets, RenewalPlan renewals) {
    this.secrets = secrets;
    this.renewals = renewals;
  }

  /** A participant's token and the Secret that holds it. */
  record Minted(String client, String secretName, Credential token) {

    CredentialStatus status() {
      return Parts.status("client-" + client, secretName, token);
    }
  }

  /** Those that stand in their Secrets, and why the first of the others doesn't. */
  record Ensured(List<Minted> minted, Optional<UnwritableSecretException> problem) {}

  /**
   * Writes what is missing or due, and removes the Secrets of participants that are gone. One that
   * can't be written doesn't keep the others from it.
   */
  Ensured ensure(Turn turn, Accepted accepted, Rotation rotation) {
    var asked = turn.session().getSpec().clients();
    var clients = asked == null ? List.<Client>of() : asked;
    var minted = new ArrayList<Minted>();
    var problems = new ArrayList<UnwritableSecretException>();
    for (var client : clients) {
      try {
        minted.add(ensure(turn, accepted, client, rotation));
      } catch (UnwritableSecretException e) {
        problems.add(e);
      }
    }
    removeOthers(turn, clients);
    return new Ensured(minted, problems.stream().findFirst());
  }

  private void removeOthers(Turn turn, List<Client> clients) {
    var wanted = clients.stream().map(client -> prefix(turn) + client.name()).toList();
    secrets.all(turn).stream()
        .filter(secret -> secret.getMetadata().getName().startsWith(prefix(turn)))
        .filter(secret -> !wanted.contains(secret.getMetadata().getName()))
        .forEach(secrets::delete);
  }

  private static String prefix(Turn turn) {
    return turn.name() + "-client-";
  }

  private Minted ensure(Turn turn, Accepted accepted, Client client, Rotation rotation)
      throws UnwritableSecretException {
    var name = prefix(turn) + client.name();
    var present = secrets.find(turn, name);
    var ledger = Ledger.read(present.map(s -> OwnSecrets.annotation(s, Names.LEDGER)).orElse(null));
    var asked = Sha256.hex(client + accepted.seat().room() + accepted.rtc().keyVersion());
    var data = present.map(SecretData::read).orElse(Map.of());
    var token =
        Optional.ofNullable(data.get(KEY))
            .flatMap(text -> ledger.find(KEY, text))
            .filter(stored -> !stored.isDue(turn.now()) && !rotation.isDue(present))
            .filter(stored -> asked.equals(OwnSecrets.annotation(present.get(), FOR)))
            .orElseGet(
                () ->
                    mint(
                        turn,
                        accepted,
                        client,
                        Generations.next(turn, ledger, KEY, "client-" + client.name())));
    var annotations = new HashMap<>(rotation.mark());
    annotations.put(Names.LEDGER, Ledger.read(null).put(KEY, token).write());
    annotations.put(FOR, asked);
    secrets.write(
        turn, new SecretDraft(name, "client", content(accepted, client, token), annotations));
    return new Minted(client.name(), name, token);
  }

  private Credential mint(Turn turn, Accepted accepted, Client client, long generation) {
    var asked = client.ttl() == null ? TTL : GoDuration.parse(client.ttl());
    var longest = accepted.rtc().longestTokenLife();
    var until = turn.issueTime().plus(asked.compareTo(longest) < 0 ? asked : longest);
    var validity = new Validity(turn.issueTime(), until);
    var token = accepted.rtc().clientData(accepted.seat(), client, validity).get(KEY);
    return renewals.issue(token, generation, turn.issueTime(), until);
  }

  private static Map<String, SecretText> content(
      Accepted accepted, Client client, Credential token) {
    var validity = new Validity(token.issuedAt(), token.expiresAt());
    var content = new HashMap<>(accepted.rtc().clientData(accepted.seat(), client, validity));
    content.put(KEY, token.value());
    return content;
  }
}

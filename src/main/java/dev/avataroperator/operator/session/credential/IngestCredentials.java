package dev.avataroperator.operator.session.credential;

import dev.avataroperator.control.Assignment.IngestToken;
import dev.avataroperator.credential.Credential;
import dev.avataroperator.credential.Ledger;
import dev.avataroperator.credential.RollingToken;
import dev.avataroperator.credential.RollingToken.Previous;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.OperatorSettings;
import dev.avataroperator.operator.SecretData;
import dev.avataroperator.operator.session.turn.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code -ingest} Secret of a session whose audio is pushed: URL, bearer token and the pool's
 * CA. A renewed token leaves the one before it good until its own expiry, and is shown only once
 * the worker accepts it.
 */
public final class IngestCredentials {
  static final String KEY = "token";
  private static final String PREVIOUS = Names.GROUP + "/previous-token";

  private final OwnSecrets secrets;
  private final RandomTokens tokens;
  private final Duration life;

  public IngestCredentials(OwnSecrets secrets, RandomTokens tokens, OperatorSettings settings) {
    this.secrets = secrets;
    this.tokens = tokens;
    this.life = settings.ingestTokenLife();
  }

  /** Where audio is pushed, and which certificates to trust there; null for the public trust. */
  record Address(String url, String caBundle) {}

  /** The present token, the hashes that the worker is to accept, and what is shown after that. */
  record Minted(Credential token, List<IngestToken> accepted, Optional<SecretDraft> next) {}

  static String name(Turn turn) {
    return turn.name() + "-ingest";
  }

  /** Nobody may push any more: the source is another. */
  void withdraw(Turn turn) {
    secrets.find(turn, name(turn)).ifPresent(secrets::delete);
  }

  Minted ensure(Turn turn, Address address, Rotation rotation) throws UnwritableSecretException {
    var present = secrets.find(turn, name(turn));
    var ledger = Ledger.read(present.map(s -> OwnSecrets.annotation(s, Names.LEDGER)).orElse(null));
    var data = present.map(SecretData::read).orElse(Map.of());
    var stored = Optional.ofNullable(data.get(KEY)).flatMap(text -> ledger.find(KEY, text));
    var previous = present.map(s -> OwnSecrets.annotation(s, PREVIOUS)).flatMap(Previous::read);
    var rolling =
        RollingToken.keep(
            stored,
            previous,
            rotation.isDue(present),
            turn.now(),
            () ->
                tokens.mint(Generations.next(turn, ledger, KEY, "ingest"), turn.issueTime(), life));
    var draft = draft(turn, rolling, address, rotation);
    var isReplaced = present.isPresent() && stored.filter(rolling.present()::equals).isEmpty();
    if (!isReplaced) {
      secrets.write(turn, draft);
    }
    var accepted = new ArrayList<IngestToken>();
    accepted.add(hash(rolling.presentHash()));
    rolling.previous().map(IngestCredentials::hash).ifPresent(accepted::add);
    return new Minted(
        rolling.present(), List.copyOf(accepted), Optional.of(draft).filter(shown -> isReplaced));
  }

  /** The worker accepts the token: whoever reads it may use it at once. */
  void show(Turn turn, Minted minted) throws UnwritableSecretException {
    if (minted.next().isPresent()) {
      secrets.write(turn, minted.next().get());
    }
  }

  private SecretDraft draft(Turn turn, RollingToken rolling, Address address, Rotation rotation) {
    var token = rolling.present();
    var data = new HashMap<String, SecretText>();
    data.put("url", SecretText.of(address.url()));
    data.put(KEY, token.value());
    if (address.caBundle() != null) {
      data.put("ca.crt", SecretText.of(address.caBundle()));
    }
    var annotations = new HashMap<>(rotation.mark());
    annotations.put(Names.LEDGER, Ledger.read(null).put(KEY, token).write());
    rolling.previous().ifPresent(before -> annotations.put(PREVIOUS, before.write()));
    return new SecretDraft(name(turn), "ingest", data, annotations);
  }

  private static IngestToken hash(Previous token) {
    return new IngestToken(token.sha256(), token.expiresAt());
  }
}

package dev.avataroperator.operator.session.credential;

import dev.avataroperator.control.Assignment.IngestToken;
import dev.avataroperator.credential.Credential;
import dev.avataroperator.credential.Ledger;
import dev.avataroperator.credential.RenewalPlan;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.credential.Sha256;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.OperatorSettings;
import dev.avataroperator.operator.SecretData;
import dev.avataroperator.operator.session.turn.Turn;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code -ingest} Secret of a session whose audio is pushed: URL, bearer token and the pool's
 * CA. A renewed token leaves the one before it good until its own expiry.
 */
public final class IngestCredentials {
  static final String KEY = "token";
  private static final String PREVIOUS = Names.GROUP + "/previous-token";

  private final OwnSecrets secrets;
  private final RenewalPlan renewals;
  private final SecureRandom random;
  private final Duration life;

  public IngestCredentials(
      OwnSecrets secrets, RenewalPlan renewals, SecureRandom random, OperatorSettings settings) {
    this.secrets = secrets;
    this.renewals = renewals;
    this.random = random;
    this.life = settings.ingestTokenLife();
  }

  /** The present token and the hashes that the worker accepts. */
  record Minted(Credential token, List<IngestToken> accepted) {}

  static String name(Turn turn) {
    return turn.name() + "-ingest";
  }

  Minted ensure(Turn turn, String url, String caBundle) throws SecretConflictException {
    var present = secrets.find(turn, name(turn));
    var ledger =
        Ledger.read(present.map(s -> EgressCredentials.annotation(s, Names.LEDGER)).orElse(null));
    var data = present.map(SecretData::read).orElse(Map.of());
    var stored =
        Optional.ofNullable(data.get(KEY)).flatMap(text -> ledger.find(KEY, SecretText.of(text)));
    var previous =
        present.map(s -> EgressCredentials.annotation(s, PREVIOUS)).flatMap(this::readPrevious);
    var token = stored.filter(t -> !t.isDue(turn.now()));
    if (token.isEmpty()) {
      previous = stored.map(IngestCredentials::hash);
      token = Optional.of(mint(turn.issueTime(), ledger.newestGeneration(List.of(KEY)) + 1));
    }
    previous = previous.filter(hash -> hash.expiresAt().isAfter(turn.now()));
    secrets.write(turn, draft(turn, token.get(), previous, url, caBundle));
    var accepted = new ArrayList<IngestToken>();
    accepted.add(hash(token.get()));
    previous.ifPresent(accepted::add);
    return new Minted(token.get(), List.copyOf(accepted));
  }

  private Credential mint(Instant now, long generation) {
    var bytes = new byte[32];
    random.nextBytes(bytes);
    var text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var until = now.plus(life);
    return new Credential(
        SecretText.of(text), generation, now, until, renewals.renewAt(now, until));
  }

  private SecretDraft draft(
      Turn turn, Credential token, Optional<IngestToken> previous, String url, String caBundle) {
    var data = new HashMap<String, SecretText>();
    data.put("url", SecretText.of(url));
    data.put(KEY, token.value());
    if (caBundle != null) {
      data.put("ca.crt", SecretText.of(caBundle));
    }
    var annotations = new HashMap<String, String>();
    annotations.put(Names.LEDGER, Ledger.read(null).put(KEY, token).write());
    previous.ifPresent(hash -> annotations.put(PREVIOUS, hash.sha256() + " " + hash.expiresAt()));
    return new SecretDraft(name(turn), "ingest", data, annotations);
  }

  private Optional<IngestToken> readPrevious(String text) {
    var parts = text.split(" ", 2);
    try {
      return Optional.of(new IngestToken(parts[0], Instant.parse(parts[1])));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private static IngestToken hash(Credential token) {
    return new IngestToken(Sha256.hex(token.value().reveal()), token.expiresAt());
  }
}

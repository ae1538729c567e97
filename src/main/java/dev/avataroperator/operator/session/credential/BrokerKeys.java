package dev.avataroperator.operator.session.credential;

import dev.avataroperator.credential.Credential;
import dev.avataroperator.credential.RollingToken;
import dev.avataroperator.credential.RollingToken.Previous;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.gateway.BrokerBook;
import dev.avataroperator.operator.BrokerAccess;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The key that a session's driver shows to the broker in the place of the account's own. One that
 * is renewed leaves the one before it good until its own expiry; another epoch takes another key,
 * and leaves none.
 */
public final class BrokerKeys {
  static final String KEY = "broker-key";

  private final RandomTokens tokens;
  private final Optional<BrokerAccess> access;
  private final BrokerBook book;

  public BrokerKeys(RandomTokens tokens, Optional<BrokerAccess> access, BrokerBook book) {
    this.tokens = tokens;
    this.access = access;
    this.book = book;
  }

  /** The key, and what stands in the Secret because of it. */
  record Kept(Credential key, Map<String, SecretText> data, Map<String, String> annotations) {}

  /**
   * Empty where a worker drives. The broker knows the key when this returns, so whoever reads the
   * Secret may use it at once.
   */
  Optional<Kept> keep(Turn turn, Accepted accepted, EgressSecret stands, boolean anew) {
    if (accepted.settings().drivenBy().isWorker()) {
      return Optional.empty();
    }
    var broker = access.orElseThrow();
    var rolling =
        RollingToken.keep(
            stands.find(KEY, KEY),
            stands.annotation(Names.PREVIOUS_KEY).flatMap(Previous::read),
            anew,
            turn.now(),
            () ->
                tokens.mint(
                    Generations.next(turn, stands.ledger(), KEY, KEY),
                    turn.issueTime(),
                    broker.keyLife()));
    book.admit(turn.uid(), hashes(rolling), new BrokerBook.Open(accepted.console()));
    return Optional.of(kept(rolling, broker));
  }

  private static List<Previous> hashes(RollingToken rolling) {
    var hashes = new ArrayList<Previous>();
    hashes.add(rolling.presentHash());
    rolling.previous().ifPresent(hashes::add);
    return hashes;
  }

  private static Kept kept(RollingToken rolling, BrokerAccess broker) {
    var data = new HashMap<String, SecretText>();
    data.put("console-url", SecretText.of(broker.url().toString()));
    data.put(KEY, rolling.present().value());
    if (broker.caBundle() != null) {
      data.put("ca.crt", SecretText.of(broker.caBundle()));
    }
    var previous = rolling.previous().map(Previous::write).orElse("");
    return new Kept(rolling.present(), data, Map.of(Names.PREVIOUS_KEY, previous));
  }
}

package dev.avataroperator.operator.session.credential;

import dev.avataroperator.credential.Credential;
import dev.avataroperator.credential.Ledger;
import dev.avataroperator.credential.MintException;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.credential.TokenStock;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.EffectiveSession;
import dev.avataroperator.operator.session.turn.PlaylistProgress;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.operator.session.turn.Usage;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The {@code -egress} Secret: two single-use session tokens (one is enough once connected) and the
 * RTC token, all minted for one epoch. What stands there and is good stays.
 */
public final class EgressCredentials {
  public static final String RTC_KEY = "rtc-token";

  private final OwnSecrets secrets;
  private final SessionTokens sessionTokens;
  private final RtcTokens rtcTokens;
  private final PlaylistProgress progress;

  public EgressCredentials(
      OwnSecrets secrets,
      SessionTokens sessionTokens,
      RtcTokens rtcTokens,
      PlaylistProgress progress) {
    this.secrets = secrets;
    this.sessionTokens = sessionTokens;
    this.rtcTokens = rtcTokens;
    this.progress = progress;
  }

  /**
   * The credentials of one epoch.
   *
   * @param problem why a further token couldn't be minted, if there are others to go on with
   * @param rotated whether nothing is left to do of a rotation that was asked for
   * @param changedKeys the source keys that were others when the Secret was written before
   */
  record Minted(
      Credential rtcToken,
      List<Credential> sessionTokens,
      int firstItem,
      Optional<MintException> problem,
      boolean rotated,
      List<String> changedKeys) {}

  /** How tokens are to be minted in this turn. */
  record Orders(boolean mayTopUp, Rotation rotation) {}

  public static String name(Turn turn) {
    return turn.name() + "-egress";
  }

  /** The epoch for which the Secret's tokens were minted; 0 when it doesn't say. */
  public static long epoch(Secret secret) {
    return EgressSecret.epoch(secret);
  }

  /** Whether it was written for a session that is parked: it holds no token to connect with. */
  public static boolean isParked(Secret secret) {
    return epoch(secret) > 0
        && SessionTokens.KEYS.stream().noneMatch(secret.getData()::containsKey);
  }

  public static String annotation(Secret secret, String name) {
    return OwnSecrets.annotation(secret, name);
  }

  void forget(String uid) {
    sessionTokens.forget(uid);
  }

  Minted ensure(Turn turn, Accepted accepted, StreamPlan plan, Orders orders)
      throws MintException, UnwritableSecretException {
    var stands = EgressSecret.read(secrets.find(turn, name(turn)), plan.epoch());
    secrets.requireFree(turn, name(turn));
    var otherKey = isOther(stands, Names.API_KEY_VERSION, accepted.console().keyVersion());
    var rotates = orders.rotation().isDue(stands.ofEpoch());
    var held = stands.sessionTokens();
    var waits = !orders.mayTopUp() && !held.isEmpty() && !plan.isParked();
    var stock =
        waits
            ? new TokenStock(held, Optional.empty())
            : sessionTokens.refill(turn, accepted, plan, stands, otherKey || rotates);
    if (stock.tokens().isEmpty() && stock.problem().isPresent()) {
      throw stock.problem().get();
    }
    var minted = !waits && stock.problem().isEmpty();
    var begins = held.isEmpty() && !stock.tokens().isEmpty();
    var rtcToken = rtcTokens.keep(turn, accepted, plan, stands, begins || (rotates && minted));
    var annotations = annotations(turn, plan, stands);
    annotations.put(Names.LEDGER, ledgerOf(stands, rtcToken, stock.tokens()).write());
    annotations.put(Names.RTC_KEY_VERSION, accepted.rtc().keyVersion());
    if (minted || stands.annotation(Names.API_KEY_VERSION).isEmpty()) {
      annotations.put(Names.API_KEY_VERSION, accepted.console().keyVersion());
    }
    if (minted) {
      annotations.putAll(orders.rotation().mark());
    }
    secrets.write(
        turn,
        new SecretDraft(
            name(turn), "egress", data(turn, accepted, rtcToken, stock.tokens()), annotations));
    return new Minted(
        rtcToken,
        stock.tokens(),
        Integer.parseInt(annotations.get(Names.FIRST_ITEM)),
        stock.problem(),
        minted,
        changed(otherKey && minted, isOther(stands, Names.RTC_KEY_VERSION, accepted)));
  }

  private static boolean isOther(EgressSecret stands, String name, Accepted accepted) {
    return isOther(stands, name, accepted.rtc().keyVersion());
  }

  private static boolean isOther(EgressSecret stands, String name, String version) {
    return stands.annotation(name).filter(before -> !before.equals(version)).isPresent();
  }

  private static List<String> changed(boolean apiKey, boolean rtcKey) {
    return Stream.of(apiKey ? "the API key" : "", rtcKey ? "the RTC provider's key" : "")
        .filter(key -> !key.isEmpty())
        .toList();
  }

  /** What isn't there any more stays noted, so that its number isn't given again. */
  private static Ledger ledgerOf(
      EgressSecret stands, Credential rtcToken, List<Credential> tokens) {
    var ledger = stands.ledger().put(RTC_KEY, rtcToken);
    for (int i = 0; i < tokens.size(); i++) {
      ledger.put(SessionTokens.KEYS.get(i), tokens.get(i));
    }
    return ledger;
  }

  private static Map<String, SecretText> data(
      Turn turn, Accepted accepted, Credential rtcToken, List<Credential> tokens) {
    var region = accepted.service().regions().get(0);
    var data = new HashMap<>(accepted.rtc().egressData(accepted.seat(), rtcToken.value()));
    data.put("app-id", SecretText.of(accepted.service().appId()));
    data.put("avatar-id", SecretText.of(turn.session().getSpec().avatar().id()));
    data.put("ingress-url", SecretText.of(region.ingressUrl()));
    data.put("console-url", SecretText.of(region.consoleUrl()));
    for (int i = 0; i < tokens.size(); i++) {
      data.put(SessionTokens.KEYS.get(i), tokens.get(i).value());
    }
    return data;
  }

  private Map<String, String> annotations(Turn turn, StreamPlan plan, EgressSecret stands) {
    var before =
        stands.ofEpoch().isPresent()
            ? stands.annotation(Names.USAGE_BEFORE).orElse(null)
            : Usage.write(turn.usage());
    var annotations = new HashMap<String, String>();
    annotations.put(Names.EPOCH, Long.toString(plan.epoch()));
    annotations.put(Names.FIRST_ITEM, firstItem(turn, stands));
    annotations.put(Names.STREAM, EffectiveSession.of(turn.session()).streamVersion());
    if (before != null) {
      annotations.put(Names.USAGE_BEFORE, before);
    }
    return annotations;
  }

  private String firstItem(Turn turn, EgressSecret stands) {
    return stands
        .annotation(Names.FIRST_ITEM)
        .filter(text -> text.matches("[0-9]{1,9}"))
        .orElseGet(
            () ->
                Integer.toString(
                    progress.firstItem(turn.uid(), EffectiveSession.of(turn.session()))));
  }
}

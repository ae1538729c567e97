package dev.avataroperator.operator.session.credential;

import dev.avataroperator.credential.Credential;
import dev.avataroperator.credential.Ledger;
import dev.avataroperator.credential.MintException;
import dev.avataroperator.credential.RenewalPlan;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.SecretData;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.EffectiveSession;
import dev.avataroperator.operator.session.turn.Ending;
import dev.avataroperator.operator.session.turn.PlaylistProgress;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.operator.session.turn.Usage;
import dev.avataroperator.rtc.RtcAccount.Validity;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code -egress} Secret: two single-use session tokens (one is enough once connected) and the
 * RTC token, all minted for one epoch. What stands there and is good stays.
 */
public final class EgressCredentials {
  static final String RTC_KEY = "rtc-token";
  private static final Duration MARGIN = Duration.ofMinutes(5);
  private static final Duration BEYOND_SESSION = Duration.ofHours(1);

  private final OwnSecrets secrets;
  private final SessionTokens sessionTokens;
  private final RenewalPlan renewals;
  private final PlaylistProgress progress;

  public EgressCredentials(
      OwnSecrets secrets,
      SessionTokens sessionTokens,
      RenewalPlan renewals,
      PlaylistProgress progress) {
    this.secrets = secrets;
    this.sessionTokens = sessionTokens;
    this.renewals = renewals;
    this.progress = progress;
  }

  /**
   * The credentials of one epoch, the playlist item that it begins with, and why a further token
   * couldn't be minted, if there are others to go on with.
   */
  record Minted(
      Credential rtcToken,
      List<Credential> sessionTokens,
      int firstItem,
      Optional<MintException> problem) {}

  public static String name(Turn turn) {
    return turn.name() + "-egress";
  }

  Minted ensure(Turn turn, Accepted accepted, StreamPlan plan, boolean mayTopUp)
      throws MintException, SecretConflictException {
    var present = secrets.find(turn, name(turn));
    var ledger = present.map(EgressCredentials::ledger).orElseGet(() -> Ledger.read(null));
    var sameEpoch = present.filter(secret -> epoch(secret) == plan.epoch());
    var data = sameEpoch.map(SecretData::read).orElse(Map.of());
    var held = stored(data, ledger);
    secrets.requireFree(turn, name(turn));
    var tokens = held;
    Optional<MintException> problem = Optional.empty();
    try {
      if (mayTopUp || held.isEmpty()) {
        tokens = sessionTokens.keep(turn, accepted, plan, ledger, held);
      }
    } catch (MintException e) {
      if (held.isEmpty()) {
        throw e;
      }
      problem = Optional.of(e);
    }
    var rtcToken =
        ledger
            .find(RTC_KEY, text(data, accepted.rtc().tokenKey()))
            .filter(token -> sameEpoch.isPresent() && isGood(turn, accepted, plan, token))
            .filter(token -> isOfPresentKey(accepted, sameEpoch.get()))
            .orElseGet(() -> rtcToken(turn, accepted, ledger.newestGeneration(List.of(RTC_KEY))));
    var annotations = annotations(turn, plan, sameEpoch, ledgerOf(rtcToken, tokens));
    annotations.put(Names.RTC_KEY_VERSION, accepted.rtc().keyVersion());
    secrets.write(
        turn,
        new SecretDraft(name(turn), "egress", data(turn, accepted, rtcToken, tokens), annotations));
    return new Minted(
        rtcToken, tokens, Integer.parseInt(annotations.get(Names.FIRST_ITEM)), problem);
  }

  /** The epoch for which the Secret's tokens were minted; 0 when it doesn't say. */
  public static long epoch(Secret secret) {
    var text = annotation(secret, Names.EPOCH);
    return text == null || !text.matches("[0-9]{1,18}") ? 0 : Long.parseLong(text);
  }

  public static String annotation(Secret secret, String name) {
    var annotations = secret.getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(name);
  }

  private static Ledger ledger(Secret secret) {
    return Ledger.read(annotation(secret, Names.LEDGER));
  }

  private static SecretText text(Map<String, String> data, String key) {
    return data.containsKey(key) ? SecretText.of(data.get(key)) : null;
  }

  private static List<Credential> stored(Map<String, String> data, Ledger ledger) {
    return SessionTokens.KEYS.stream()
        .map(key -> ledger.find(key, text(data, key)))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * A token must reach beyond the session's end, also while the session waits to be connected. One
   * that a vendor has seen, and whose expiry removes, can't be replaced by minting.
   */
  private static boolean isGood(Turn turn, Accepted accepted, StreamPlan plan, Credential token) {
    var remaining = Ending.remaining(turn, accepted.settings());
    if (!accepted.rtc().expiryRemoves()) {
      return token.expiresAt().isAfter(turn.now().plus(remaining).plus(MARGIN));
    }
    var half = accepted.rtc().longestTokenLife().dividedBy(2);
    var needed = remaining.compareTo(half) < 0 ? remaining : half;
    return plan.isStreaming() || token.expiresAt().isAfter(turn.now().plus(needed));
  }

  private static boolean isOfPresentKey(Accepted accepted, Secret secret) {
    return accepted.rtc().keyVersion().equals(annotation(secret, Names.RTC_KEY_VERSION));
  }

  private Credential rtcToken(Turn turn, Accepted accepted, long generation) {
    var remaining = Ending.remaining(turn, accepted.settings()).plus(BEYOND_SESSION);
    var longest = accepted.rtc().longestTokenLife();
    var life = remaining.compareTo(longest) < 0 ? remaining : longest;
    var expiresAt = turn.issueTime().plus(life).truncatedTo(ChronoUnit.SECONDS);
    var token =
        accepted.rtc().avatarToken(accepted.seat(), new Validity(turn.issueTime(), expiresAt));
    return credential(token, generation + 1, turn.issueTime(), expiresAt);
  }

  private Credential credential(SecretText token, long generation, Instant from, Instant until) {
    return new Credential(token, generation, from, until, renewals.renewAt(from, until));
  }

  private static Ledger ledgerOf(Credential rtcToken, List<Credential> tokens) {
    var ledger = Ledger.read(null).put(RTC_KEY, rtcToken);
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

  private Map<String, String> annotations(
      Turn turn, StreamPlan plan, Optional<Secret> sameEpoch, Ledger ledger) {
    var before =
        sameEpoch.isPresent()
            ? annotation(sameEpoch.get(), Names.USAGE_BEFORE)
            : Usage.write(turn.stored().map(status -> status.usage()));
    var annotations = new HashMap<String, String>();
    annotations.put(Names.EPOCH, Long.toString(plan.epoch()));
    annotations.put(Names.LEDGER, ledger.write());
    annotations.put(Names.FIRST_ITEM, firstItem(turn, sameEpoch));
    annotations.put(Names.STREAM, EffectiveSession.of(turn.session()).streamVersion());
    if (before != null) {
      annotations.put(Names.USAGE_BEFORE, before);
    }
    return annotations;
  }

  private String firstItem(Turn turn, Optional<Secret> sameEpoch) {
    return sameEpoch
        .map(secret -> annotation(secret, Names.FIRST_ITEM))
        .filter(text -> text.matches("[0-9]{1,9}"))
        .orElseGet(
            () ->
                Integer.toString(
                    progress.firstItem(turn.uid(), EffectiveSession.of(turn.session()))));
  }
}

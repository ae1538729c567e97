package dev.avataroperator.operator.session.credential;

import dev.avataroperator.api.v1alpha1.AvatarSessionStatus;
import dev.avataroperator.credential.Credential;
import dev.avataroperator.credential.Ledger;
import dev.avataroperator.credential.MintException;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.credential.TokenStock;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.DrivenBy;
import dev.avataroperator.operator.session.turn.EffectiveSession;
import dev.avataroperator.operator.session.turn.Ending;
import dev.avataroperator.operator.session.turn.PlaylistProgress;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.operator.session.turn.Usage;
import dev.avataroperator.rtc.Participant;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The {@code -egress} Secret: two single-use session tokens (one is enough once connected) and the
 * RTC token, all minted for one epoch, and the broker's key where another than a worker drives.
 * What stands there and is good stays.
 */
public final class EgressCredentials {
  public static final String RTC_KEY = "rtc-token";

  private final OwnSecrets secrets;
  private final SessionTokens sessionTokens;
  private final RtcTokens rtcTokens;
  private final BrokerKeys brokerKeys;
  private final PlaylistProgress progress;
  private final AgentCredentials agents;

  public EgressCredentials(
      OwnSecrets secrets,
      SessionTokens sessionTokens,
      RtcTokens rtcTokens,
      BrokerKeys brokerKeys,
      PlaylistProgress progress) {
    this.secrets = secrets;
    this.sessionTokens = sessionTokens;
    this.rtcTokens = rtcTokens;
    this.brokerKeys = brokerKeys;
    this.progress = progress;
    this.agents = new AgentCredentials(secrets, brokerKeys);
  }

  /**
   * The credentials of one epoch.
   *
   * @param rtcToken absent where the driver mints its own
   * @param brokerKey absent where a worker drives
   * @param problem why a further token couldn't be minted, if there are others to go on with
   * @param rotated whether nothing is left to do of a rotation that was asked for
   * @param changedKeys the source keys that were others when the Secret was written before
   */
  record Minted(
      Optional<Credential> rtcToken,
      List<Credential> sessionTokens,
      Optional<Credential> brokerKey,
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
        && !secret.getData().containsKey(BrokerKeys.KEY)
        && SessionTokens.KEYS.stream().noneMatch(secret.getData()::containsKey);
  }

  /** How long its session had run before this epoch, without Parked and Queued. */
  public static Duration runBefore(Secret secret) {
    var text = OwnSecrets.annotation(secret, Names.RUN_BEFORE);
    var isSeconds = text != null && text.matches("[0-9]{1,9}");
    return isSeconds ? Duration.ofSeconds(Long.parseLong(text)) : Duration.ZERO;
  }

  /**
   * The stay (sid) in its room of the avatar of the connection before. What was minted ahead tells
   * of none: until its epoch begins, that avatar is the session's.
   */
  public static Optional<String> leaving(OwnSecrets secrets, Turn turn) {
    return secrets
        .find(turn, name(turn))
        .filter(secret -> !isAhead(secret, turn))
        .map(secret -> annotation(secret, Names.LEAVING));
  }

  /** Whether it was minted for an epoch that hasn't begun yet. */
  public static boolean isAhead(Secret secret, Turn turn) {
    return turn.storedEpoch() > 0 && epoch(secret) > turn.storedEpoch();
  }

  public static String annotation(Secret secret, String name) {
    return OwnSecrets.annotation(secret, name);
  }

  void forget(String uid) {
    sessionTokens.forget(uid);
  }

  Minted ensure(Turn turn, Accepted accepted, StreamPlan plan, Orders orders)
      throws MintException, UnwritableSecretException {
    return accepted.settings().drivenBy() == DrivenBy.AGENT
        ? agents.ensure(turn, accepted, plan, orders.rotation())
        : mint(turn, accepted, plan, orders);
  }

  private Minted mint(Turn turn, Accepted accepted, StreamPlan plan, Orders orders)
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
    var key = brokerKeys.keep(turn, accepted, stands, rotates && minted);
    var annotations = annotations(turn, plan, stands);
    annotations.put(Names.LEDGER, ledgerOf(stands, rtcToken, stock.tokens(), key).write());
    annotations.putAll(key.map(BrokerKeys.Kept::annotations).orElse(Map.of()));
    annotations.put(Names.RTC_KEY_VERSION, accepted.rtc().keyVersion());
    if (minted || stands.annotation(Names.API_KEY_VERSION).isEmpty()) {
      annotations.put(Names.API_KEY_VERSION, accepted.console().keyVersion());
    }
    if (minted) {
      annotations.putAll(orders.rotation().mark());
    }
    var data = data(turn, accepted, rtcToken, stock.tokens());
    data.putAll(key.map(BrokerKeys.Kept::data).orElse(Map.of()));
    secrets.write(turn, new SecretDraft(name(turn), "egress", data, annotations));
    return new Minted(
        Optional.of(rtcToken),
        stock.tokens(),
        key.map(BrokerKeys.Kept::key),
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
      EgressSecret stands,
      Credential rtcToken,
      List<Credential> tokens,
      Optional<BrokerKeys.Kept> key) {
    var ledger = stands.ledger().put(RTC_KEY, rtcToken);
    key.ifPresent(kept -> ledger.put(BrokerKeys.KEY, kept.key()));
    for (int i = 0; i < tokens.size(); i++) {
      ledger.put(SessionTokens.KEYS.get(i), tokens.get(i));
    }
    return ledger;
  }

  /** What every driver needs to know of the service. */
  static Map<String, SecretText> common(Turn turn, Accepted accepted) {
    var region = accepted.service().regions().get(0);
    return Map.of(
        "app-id", SecretText.of(accepted.service().appId()),
        "avatar-id", SecretText.of(turn.session().getSpec().avatar().id()),
        "ingress-url", SecretText.of(region.ingressUrl()),
        "console-url", SecretText.of(region.consoleUrl()));
  }

  private static Map<String, SecretText> data(
      Turn turn, Accepted accepted, Credential rtcToken, List<Credential> tokens) {
    var data = new HashMap<>(accepted.rtc().egressData(accepted.seat(), rtcToken.value()));
    data.putAll(common(turn, accepted));
    for (int i = 0; i < tokens.size(); i++) {
      data.put(SessionTokens.KEYS.get(i), tokens.get(i).value());
    }
    return data;
  }

  private Map<String, String> annotations(Turn turn, StreamPlan plan, EgressSecret stands) {
    var stays = stands.ofEpoch().isPresent() && plan.kind() != StreamPlan.Kind.ASSIGN;
    var annotations = new HashMap<String, String>();
    annotations.put(Names.EPOCH, Long.toString(plan.epoch()));
    annotations.put(Names.FIRST_ITEM, firstItem(turn, stands));
    annotations.put(Names.STREAM, EffectiveSession.of(turn.session()).streamVersion());
    (stays ? stands.annotation(Names.USAGE_BEFORE) : Optional.ofNullable(Usage.write(turn.usage())))
        .ifPresent(before -> annotations.put(Names.USAGE_BEFORE, before));
    (stays ? stands.annotation(Names.RUN_BEFORE) : Optional.of(secondsRun(turn)))
        .ifPresent(before -> annotations.put(Names.RUN_BEFORE, before));
    leaving(turn, plan).ifPresent(stay -> annotations.put(Names.LEAVING, stay));
    return annotations;
  }

  /** Zero too is written: what an earlier run has noted doesn't count in a new one. */
  private static String secondsRun(Turn turn) {
    return Long.toString(Ending.run(turn).orElse(Duration.ZERO).toSeconds());
  }

  /** As the room shows it, or as the status of the epoch before tells it. */
  private static Optional<String> leaving(Turn turn, StreamPlan plan) {
    var before = turn.sight().leaving();
    return plan.kind() == StreamPlan.Kind.ASSIGN ? before.or(() -> standing(turn)) : before;
  }

  /** Who stands there leaves once the next connection begins. */
  private static Optional<String> standing(Turn turn) {
    return turn.sight()
        .avatar()
        .map(Participant::sid)
        .or(() -> turn.stored().map(AvatarSessionStatus::rtc).map(rtc -> rtc.participantSid()));
  }

  private String firstItem(Turn turn, EgressSecret stands) {
    if (turn.started().filter(start -> start == Turn.Start.ANEW).isPresent()) {
      return "0";
    }
    return stands
        .annotation(Names.FIRST_ITEM)
        .filter(text -> text.matches("[0-9]{1,9}"))
        .orElseGet(
            () ->
                Integer.toString(
                    progress.firstItem(turn.uid(), EffectiveSession.of(turn.session()))));
  }
}

package dev.avataroperator.operator.session.credential;

import dev.avataroperator.credential.Credential;
import dev.avataroperator.credential.RenewalPlan;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.Ending;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.rtc.RtcAccount.Validity;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * The avatar's token for the room. The service gets it once, so it outlives the session instead of
 * being renewed; another key, epoch or duration takes another token.
 */
public final class RtcTokens {
  private static final Duration MARGIN = Duration.ofMinutes(5);
  private static final Duration BEYOND_SESSION = Duration.ofHours(1);

  private final RenewalPlan renewals;

  public RtcTokens(RenewalPlan renewals) {
    this.renewals = renewals;
  }

  Credential keep(
      Turn turn, Accepted accepted, StreamPlan plan, EgressSecret stands, boolean anew) {
    var key = EgressCredentials.RTC_KEY;
    var version = stands.annotation(Names.RTC_KEY_VERSION);
    return stands
        .find(key, accepted.rtc().tokenKey())
        .filter(token -> !anew && isGood(turn, accepted, plan, token))
        .filter(token -> version.filter(accepted.rtc().keyVersion()::equals).isPresent())
        .orElseGet(() -> mint(turn, accepted, Generations.next(turn, stands.ledger(), key, key)));
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

  private Credential mint(Turn turn, Accepted accepted, long generation) {
    var from = turn.issueTime();
    var remaining = Ending.remaining(turn, accepted.settings()).plus(BEYOND_SESSION);
    var longest = accepted.rtc().longestTokenLife();
    var life = remaining.compareTo(longest) < 0 ? remaining : longest;
    var until = from.plus(life).truncatedTo(ChronoUnit.SECONDS);
    var token = accepted.rtc().avatarToken(accepted.seat(), new Validity(from, until));
    return renewals.issue(token, generation, from, until);
  }
}

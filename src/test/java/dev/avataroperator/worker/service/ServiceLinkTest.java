package dev.avataroperator.worker.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.control.Assignment.Desired;
import dev.avataroperator.control.Assignment.SessionToken;
import dev.avataroperator.control.SessionReport.State;
import dev.avataroperator.credential.FailureCode;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.egress.EgressFailure;
import dev.avataroperator.egress.PlaybackSignal;
import dev.avataroperator.worker.Orders;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServiceLinkTest extends ServiceLinkRig {
  @Test
  void dialsWithTheOldestTokenAndReportsItBeforehand() {
    // when
    link.assign(order(token(2), token(1)));

    // then
    assertThat(dialled).containsExactly("token-1");
    assertThat(link.usedGenerations()).containsExactly(1L);
    assertThat(link.state()).isEqualTo(State.Connecting);
  }

  @Test
  void neverDialsWithATokenThatExpired() {
    // when
    link.assign(order(new SessionToken(1, SecretText.of("old"), NOW)));

    // then
    assertThat(dialled).isEmpty();
    assertThat(link.state()).isEqualTo(State.Waiting);
  }

  @Test
  void waitsForAnotherAssignmentAfterARejection() {
    // given
    link.assign(order(token(1), token(2)));

    // when
    refuse(new EgressFailure.Rejected(FailureCode.AvatarNotFound, "no such avatar"), true);
    pass(Duration.ofMinutes(10));

    // then
    assertThat(link.state()).isEqualTo(State.Failed);
    assertThat(link.failure().retryable()).isFalse();
    link.assign(order(token(2)));
    assertThat(dialled).hasSize(1);
    link.assign(order(token(2), token(3)));
    pass(Duration.ofSeconds(1));
    assertThat(dialled).containsExactly("token-1", "token-2");
  }

  @Test
  void waitsForTheOperatorWhenTheQuotaIsUsedUp() {
    // given
    link.assign(order(token(1), token(2)));

    // when
    refuse(new EgressFailure.OverQuota(FailureCode.QuotaExceeded, "full"), true);
    pass(Duration.ofMinutes(10));

    // then
    assertThat(dialled).hasSize(1);
    assertThat(link.state()).isEqualTo(State.Waiting);
    assertThat(link.failure().code()).isEqualTo(FailureCode.QuotaExceeded);
  }

  @Test
  void takesTheNextTokenAtOnceWhenOneIsRefused() {
    // given
    link.assign(order(token(1), token(2)));

    // when
    refuse(new EgressFailure.TokenRefused(FailureCode.SessionTokenInvalid, "used"), true);
    link.tick();

    // then
    assertThat(dialled).containsExactly("token-1", "token-2");
    refuse(new EgressFailure.TokenRefused(FailureCode.SessionTokenInvalid, "used"), true);
    pass(Duration.ofMinutes(1));
    assertThat(link.state()).isEqualTo(State.Waiting);
    link.assign(order(token(3)));
    assertThat(dialled).endsWith("token-3");
  }

  @Test
  void doesNotWaitOutAnOutageOnceTheServiceAnswersWithARefusedToken() {
    // given
    link.assign(order(token(1)));
    for (int i = 0; i < 8; i++) {
      refuse(new EgressFailure.Outage(FailureCode.ServiceUnavailable, "refused"), false);
      pass(Duration.ofMinutes(1));
    }

    // when
    refuse(new EgressFailure.TokenRefused(FailureCode.SessionTokenInvalid, "unknown"), true);
    link.assign(order(token(2)));

    // then
    assertThat(dialled).endsWith("token-2");
  }

  @Test
  void slowsDownWhileEveryTokenIsRefused() {
    // given
    link.assign(order(token(1), token(2), token(3)));
    var refused = new EgressFailure.TokenRefused(FailureCode.SessionTokenInvalid, "unknown");
    refuse(refused, true);
    link.tick();

    // when
    refuse(refused, true);
    link.tick();

    // then
    assertThat(dialled).containsExactly("token-1", "token-2");
    pass(Duration.ofSeconds(1));
    assertThat(dialled).endsWith("token-3");
  }

  @Test
  void backsOffWhileTheServiceIsAwayAndKeepsTokensThatWereNotPresented() {
    // given
    link.assign(order(token(1)));

    // when
    var outage = new EgressFailure.Outage(FailureCode.ServiceUnavailable, "refused");
    refuse(outage, false);
    link.tick();
    var atOnce = dialled.size();
    pass(Duration.ofMillis(500));
    refuse(outage, false);
    pass(Duration.ofMillis(980));
    var early = dialled.size();
    pass(Duration.ofMillis(20));

    // then
    assertThat(atOnce).isEqualTo(1);
    assertThat(early).isEqualTo(2);
    assertThat(dialled).containsExactly("token-1", "token-1", "token-1");
  }

  @Test
  void redialsAtOnceAtTheServicesCapOnDuration() {
    // given
    link.assign(order(token(1), token(2)));
    confirm();
    pass(Duration.ofSeconds(20));

    // when
    listener.closed(
        new EgressFailure.DurationCap(FailureCode.SessionDurationExceeded, "two hours"));
    link.tick();

    // then
    assertThat(dialled).hasSize(2);
    assertThat(link.state()).isEqualTo(State.Reconnecting);
  }

  @Test
  void reportsReconnectingFromTheMomentThatTheConnectionIsLost() {
    // given
    link.assign(order(token(1)));
    confirm();
    pass(Duration.ofSeconds(20));
    reported.clear();

    // when
    listener.closed(
        new EgressFailure.DurationCap(FailureCode.SessionDurationExceeded, "two hours"));
    var withoutToken = link.state();
    link.assign(order(token(1), token(2)));

    // then
    assertThat(withoutToken).isEqualTo(State.Reconnecting);
    assertThat(reported).isNotEmpty().containsOnly(State.Reconnecting);
    confirm();
    assertThat(link.state()).isEqualTo(State.Streaming);
  }

  @Test
  void reportsWaitingWhenTheQuotaEndsASessionThatWasConfirmed() {
    // given
    link.assign(order(token(1), token(2)));
    confirm();

    // when
    listener.closed(new EgressFailure.OverQuota(FailureCode.QuotaExceeded, "full"));
    pass(Duration.ofMinutes(1));

    // then
    assertThat(link.state()).isEqualTo(State.Waiting);
  }

  @Test
  void doesNotSpinWhenTheServiceClosesAgainAndAgain() {
    // given
    link.assign(order(token(1), token(2), token(3)));
    confirm();
    var cap = new EgressFailure.DurationCap(FailureCode.SessionDurationExceeded, "no time");

    // when
    listener.closed(cap);
    link.tick();
    confirm();
    listener.closed(cap);
    link.tick();

    // then
    assertThat(dialled).hasSize(2);
  }

  @Test
  void handsOnWhatTheServiceTellsOfPlaybackWhileItIsConnected() {
    // given
    link.assign(order(token(1)));
    confirm();

    // when
    listener.playback(new PlaybackSignal("r1", PlaybackSignal.State.Ended, 400));
    link.hangUp();
    listener.playback(new PlaybackSignal("r2", PlaybackSignal.State.Ended, 400));

    // then
    assertThat(heard).containsExactly("r1 Ended 400");
  }

  @Test
  void hangsUpWhenParked() {
    // given
    link.assign(order(token(1)));
    confirm();

    // when
    link.assign(new Orders(order(token(1))).desired(Desired.Parked).assignment());

    // then
    assertThat(connection.closed).isTrue();
    assertThat(link.state()).isEqualTo(State.Parked);
  }
}

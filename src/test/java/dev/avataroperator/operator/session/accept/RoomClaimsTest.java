package dev.avataroperator.operator.session.accept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.operator.session.accept.RoomClaims.Claimant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomClaimsTest {
  private static final String SEAT = "livekit host:443\nlobby\navatar";
  private static final Claimant OLD = new Claimant("uid-b", "2026-01-01T00:00:00Z", false);
  private static final Claimant YOUNG = new Claimant("uid-a", "2026-01-01T00:00:01Z", false);

  private final RoomClaims claims = new RoomClaims();

  @Test
  void givesTheSeatToTheOldestOfThoseThatWait() {
    assertThat(claims.claim(SEAT, YOUNG, List.of(OLD))).isFalse();
    assertThat(claims.claim(SEAT, OLD, List.of(YOUNG))).isTrue();
  }

  @Test
  void neverDisplacesTheHolderEvenByAnOlderOne() {
    // given
    assertThat(claims.claim(SEAT, YOUNG, List.of())).isTrue();

    // then
    assertThat(claims.claim(SEAT, OLD, List.of(YOUNG))).isFalse();
    assertThat(claims.claim(SEAT, YOUNG, List.of(OLD))).isTrue();
  }

  @Test
  void knowsTheHolderAfterARestartByItsStoredCondition() {
    // given
    var holder = new Claimant("uid-a", YOUNG.createdAt(), true);

    // then
    assertThat(claims.claim(SEAT, OLD, List.of(holder))).isFalse();
  }

  @Test
  void givesTheSeatOnWhenTheHolderIsGone() {
    // given
    assertThat(claims.claim(SEAT, OLD, List.of(YOUNG))).isTrue();

    // when
    claims.release(OLD.uid());

    // then
    assertThat(claims.claim(SEAT, YOUNG, List.of())).isTrue();
  }

  @Test
  void breaksATieByTheSmallerUid() {
    // given
    var twin = new Claimant("uid-c", OLD.createdAt(), false);

    // then
    assertThat(claims.claim(SEAT, twin, List.of(OLD))).isFalse();
    assertThat(claims.claim(SEAT, OLD, List.of(twin))).isTrue();
  }
}

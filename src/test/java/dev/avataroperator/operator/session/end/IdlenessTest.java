package dev.avataroperator.operator.session.end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.control.SessionReport.Activity;
import dev.avataroperator.control.SessionReport.State;
import dev.avataroperator.control.SessionReport.Usage;
import dev.avataroperator.operator.rooms.Sight;
import dev.avataroperator.operator.session.end.Idleness.Decision;
import dev.avataroperator.operator.session.room.Audience;
import dev.avataroperator.operator.session.turn.EffectiveSession;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.SessionsInMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdlenessTest {
  private static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");
  private static final AvatarSession PARKS = SessionsInMemory.session("idle: {afterSilence: 1m}");

  private final Idleness idleness = new Idleness(new Audience());

  @Test
  void parksAfterSoMuchSilence() {
    // given
    var first = turn(PARKS, 0);

    // then
    assertThat(idleness.of(first, silent(20_000, 5))).isEqualTo(Decision.RUN);
    assertThat(first.untilNext()).contains(Duration.ofSeconds(40));
    assertThat(idleness.of(turn(PARKS, 39), silent(20_000, 5))).isEqualTo(Decision.RUN);
    assertThat(idleness.of(turn(PARKS, 40), silent(20_000, 5))).isEqualTo(Decision.PARK);
  }

  @Test
  void countsAnewAfterAudio() {
    // given
    idleness.of(turn(PARKS, 0), silent(0, 5));

    // then
    assertThat(idleness.of(turn(PARKS, 61), silent(1_000, 6))).isEqualTo(Decision.RUN);
    assertThat(idleness.of(turn(PARKS, 120), silent(1_000, 6))).isEqualTo(Decision.PARK);
  }

  @Test
  void countsAnewAfterASegmentThatIsUnfinished() {
    // given
    idleness.of(turn(PARKS, 0), silent(0, 5));
    idleness.of(turn(PARKS, 30), report(State.Streaming, null, false, 5));

    // then
    assertThat(idleness.of(turn(PARKS, 70), silent(0, 5))).isEqualTo(Decision.RUN);
  }

  @Test
  void staysParkedUntilAudioAsksToBeSpoken() {
    assertThat(idleness.of(turn(PARKS, 0), report(State.Parked, 90_000L, false, 5)))
        .isEqualTo(Decision.PARK);
    assertThat(idleness.of(turn(PARKS, 0), report(State.Parked, 90_000L, true, 5)))
        .isEqualTo(Decision.RUN);
  }

  @Test
  void takesAConnectionThatIsLostInSoLongASilenceForIdle() {
    assertThat(idleness.of(turn(PARKS, 0), report(State.Reconnecting, 30_000L, false, 5)))
        .isEqualTo(Decision.RUN);
    assertThat(idleness.of(turn(PARKS, 0), report(State.Reconnecting, 115_000L, false, 5)))
        .isEqualTo(Decision.PARK);
  }

  @Test
  void completesWhereThatIsAskedFor() {
    // given
    var session = SessionsInMemory.session("idle: {afterSilence: 1s, action: Complete}");

    // then
    assertThat(idleness.of(turn(session, 0), silent(1_000, 0))).isEqualTo(Decision.COMPLETE);
    assertThat(idleness.of(turn(session, 0), report(State.Parked, 1_000L, false, 0)))
        .isEqualTo(Decision.RUN);
  }

  @Test
  void parksAfterTenMinutesWhereNothingIsSaid() {
    // given
    var session = SessionsInMemory.session("");

    // then
    assertThat(idleness.of(turn(session, 0), silent(599_000, 0))).isEqualTo(Decision.RUN);
    assertThat(idleness.of(turn(session, 0), silent(600_000, 0))).isEqualTo(Decision.PARK);
    assertThat(EffectiveSession.of(session).idleTimeout()).isEqualTo(Duration.ofMinutes(11));
    assertThat(EffectiveSession.of(PARKS).idleTimeout()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void parksWhenNobodyIsInTheRoomForSoLong() {
    // given
    var session = SessionsInMemory.session("idle: {afterRoomEmpty: 30s}");

    // then
    assertThat(idleness.of(room(session, 0, "anna"), silent(1_000, 5))).isEqualTo(Decision.RUN);
    assertThat(idleness.of(room(session, 60), silent(61_000, 5))).isEqualTo(Decision.RUN);
    assertThat(idleness.of(room(session, 89), silent(90_000, 5))).isEqualTo(Decision.RUN);
    assertThat(idleness.of(room(session, 90), silent(91_000, 5))).isEqualTo(Decision.PARK);
    assertThat(idleness.why(room(session, 90))).contains("Nobody was in the room");
  }

  @Test
  void doesNotCutOffWhatIsSaidInAnEmptyRoom() {
    // given
    var session = SessionsInMemory.session("idle: {afterRoomEmpty: 30s}");
    idleness.of(room(session, 0), silent(1_000, 5));

    // then
    assertThat(idleness.of(room(session, 40), report(State.Streaming, null, false, 5)))
        .isEqualTo(Decision.RUN);
  }

  @Test
  void wakesWhenSomebodyComesAndDoesNotParkAgainAtOnce() {
    // given
    var parked = report(State.Parked, 90_000L, false, 5);
    assertThat(idleness.of(room(PARKS, 0, "anna"), parked)).isEqualTo(Decision.PARK);
    assertThat(idleness.of(room(PARKS, 1, "anna"), parked)).isEqualTo(Decision.PARK);
    assertThat(idleness.of(room(PARKS, 2), parked)).isEqualTo(Decision.PARK);

    // when
    assertThat(idleness.of(room(PARKS, 3, "ben"), parked)).isEqualTo(Decision.RUN);

    // then
    assertThat(idleness.of(room(PARKS, 4, "ben"), silent(95_000, 5))).isEqualTo(Decision.RUN);
    assertThat(idleness.of(room(PARKS, 63, "ben"), silent(155_000, 5))).isEqualTo(Decision.PARK);
  }

  @Test
  void hasNoEmptyRoomWhereItCannotBeSeen() {
    // given
    var session = SessionsInMemory.session("idle: {afterRoomEmpty: 1s}");
    idleness.of(turn(session, 0), silent(1_000, 5));

    // then
    assertThat(idleness.of(turn(session, 60), silent(61_000, 5))).isEqualTo(Decision.RUN);
  }

  @Test
  void neverParksAPlaylist() {
    // given
    var session =
        SessionsInMemory.of(Samples.playlistOnLiveKit("lobby", "lobby", "https://e.com/a.wav"));

    // then
    assertThat(idleness.of(turn(session, 0), silent(3_600_000, 0))).isEqualTo(Decision.RUN);
  }

  private static Turn turn(AvatarSession session, int second) {
    return new Turn(session, NOW.plusSeconds(second));
  }

  /** In which these people are seen. */
  private static Turn room(AvatarSession session, int second, String... people) {
    var turn = turn(session, second);
    turn.found(new Sight(Sight.Kind.ABSENT, "", Optional.empty(), Set.of(people), turn.now()));
    return turn;
  }

  private static SessionReport silent(long millis, double audio) {
    return report(State.Streaming, millis, false, audio);
  }

  private static SessionReport report(State state, Long silentForMs, boolean wake, double audio) {
    var activity = new Activity(silentForMs != null, silentForMs, wake, false, 0, null);
    var usage = new Usage(audio, 1, 0, 0, 60);
    return new SessionReport("uid", 1, state, null, null, null, null, activity, null, usage);
  }
}

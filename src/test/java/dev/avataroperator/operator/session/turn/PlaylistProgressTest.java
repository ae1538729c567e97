package dev.avataroperator.operator.session.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.control.SessionReport;
import dev.avataroperator.control.SessionReport.Activity;
import dev.avataroperator.control.SessionReport.State;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.SessionsInMemory;
import org.junit.jupiter.api.Test;

class PlaylistProgressTest {
  private static final EffectiveSession THREE = playlist("a.wav", "b.wav", "c.wav");

  private final PlaylistProgress progress = new PlaylistProgress();

  @Test
  void goesOnAfterTheItemsThatWereSpoken() {
    // when
    progress.heard("uid", THREE, report("digest", 2));

    // then
    assertThat(progress.firstItem("uid", THREE)).isEqualTo(2);
    assertThat(progress.firstItem("uid", playlist("d.wav"))).isZero();
    assertThat(progress.firstItem("other", THREE)).isZero();
  }

  @Test
  void beginsAtTheFirstItemOfARoundInWhichNoneWasSpoken() {
    // given
    progress.heard("uid", THREE, report("digest", 2));

    // when
    progress.heard("uid", THREE, report("digest", 0));

    // then
    assertThat(progress.firstItem("uid", THREE)).isZero();
  }

  @Test
  void forgetsNothingForAWorkerThatDoesNotKnowItsAssignmentYet() {
    // given
    progress.heard("uid", THREE, report("digest", 2));

    // when
    progress.heard("uid", THREE, report(null, 0));

    // then
    assertThat(progress.firstItem("uid", THREE)).isEqualTo(2);
  }

  private static SessionReport report(String digest, int itemsFinished) {
    var activity = new Activity(false, false, itemsFinished, null);
    return new SessionReport(
        "uid", 1, State.Streaming, digest, "c-1", null, null, activity, null, null);
  }

  private static EffectiveSession playlist(String... files) {
    var items = new StringBuilder();
    for (var file : files) {
      items.append("{url: 'https://example.com/").append(file).append("'}, ");
    }
    var audio = "source: {playlist: {repeat: true, items: [" + items + "]}}";
    return EffectiveSession.of(
        SessionsInMemory.of(Samples.audioOnLiveKit("lobby", "lobby", audio)));
  }
}

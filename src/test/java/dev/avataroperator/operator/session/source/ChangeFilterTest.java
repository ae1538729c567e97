package dev.avataroperator.operator.session.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.testing.SessionsInMemory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeFilterTest {
  private final LatestWrites writes = new LatestWrites();
  private final ChangeFilter filter = new ChangeFilter();
  private final AvatarSession read = version(7, "{state: Connecting, worker: w1}");

  @BeforeEach
  void knowsItsOwnWrites() {
    filter.knows(writes);
  }

  @Test
  void passesOverAStatusThatTheOperatorWrote() {
    // given
    var written = version(8, "{state: Ready, worker: w1}");

    // when
    writes.writes(read, written.getStatus());

    // then
    assertThat(filter.accept(written, read)).isFalse();
  }

  @Test
  void passesOverAStatusThatTheOperatorHasReplaced() {
    // given
    var first = version(8, "{state: Pending, worker: w1}");
    var second = version(9, "{state: Ready, worker: w1}");

    // when
    writes.writes(read, first.getStatus());
    writes.writes(first, second.getStatus());
    writes.wrote(second);

    // then
    assertThat(filter.accept(first, read)).isFalse();
  }

  @Test
  void looksAtAStatusThatSomebodyElseWrote() {
    // given
    var written = version(8, "{state: Ready, worker: w1}");
    writes.writes(read, written.getStatus());
    writes.wrote(written);

    // then
    assertThat(filter.accept(version(9, "{state: Queued, worker: w1}"), written)).isTrue();
    assertThat(filter.accept(version(9, "{state: Ready, worker: w2}"), written)).isTrue();
  }

  @Test
  void looksAtAStatusThatSomebodyElseWroteBeforeTheOperatorWroteAny() {
    assertThat(filter.accept(version(9, "{state: Queued, worker: w1}"), read)).isTrue();
  }

  @Test
  void looksAtAnEndAndAtAWorkerThatWasLeft() {
    // given
    var ended = version(8, "{state: Completed, finishedAt: '2026-01-01T00:10:00Z'}");
    writes.writes(read, ended.getStatus());

    // then
    assertThat(filter.accept(ended, read)).isTrue();
  }

  @Test
  void passesOverWhatLeavesTheStatusAsItWas() {
    assertThat(filter.accept(version(9, "{state: Connecting, worker: w1}"), read)).isFalse();
  }

  private static AvatarSession version(int version, String status) {
    var session = SessionsInMemory.withStatus(SessionsInMemory.session(""), status);
    session.getMetadata().setResourceVersion(Integer.toString(version));
    return session;
  }
}

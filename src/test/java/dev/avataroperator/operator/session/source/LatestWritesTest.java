package dev.avataroperator.operator.session.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import org.junit.jupiter.api.Test;

class LatestWritesTest {
  private final LatestWrites writes = new LatestWrites();

  @Test
  void givesWhatWasWrittenWhereTheCacheHasAnOlderVersion() {
    // given
    var written = version("12");
    writes.wrote(written);

    // then
    assertThat(writes.latest(version("9"))).isSameAs(written);
  }

  @Test
  void givesWhatWasReadOnceItIsAsNew() {
    // given
    writes.wrote(version("12"));
    var read = version("12");

    // then
    assertThat(writes.latest(read)).isSameAs(read);

    // and then
    var older = version("9");
    assertThat(writes.latest(older)).isSameAs(older);
  }

  @Test
  void givesWhatWasReadWhereVersionsAreNoNumbers() {
    // given
    writes.wrote(version("b"));
    var read = version("a");

    // then
    assertThat(writes.latest(read)).isSameAs(read);
  }

  private static AvatarSession version(String version) {
    var session = new AvatarSession();
    session.getMetadata().setUid("uid-1");
    session.getMetadata().setResourceVersion(version);
    return session;
  }
}

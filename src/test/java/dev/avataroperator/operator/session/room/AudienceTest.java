package dev.avataroperator.operator.session.room;

import static dev.avataroperator.operator.session.room.Looks.NOW;
import static dev.avataroperator.operator.session.room.Looks.absent;
import static dev.avataroperator.operator.session.room.Looks.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.operator.rooms.Sight;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Since when a room is empty. */
class AudienceTest {
  private final Audience audience = new Audience();

  @Test
  void goesOnCountingAfterALookThatFailed() {
    // given
    assertThat(emptySince(0, absent())).contains(NOW);

    // then
    assertThat(emptySince(10, Sight.unobservable("It doesn't answer."))).isEmpty();
    assertThat(emptySince(20, absent())).contains(NOW);
  }

  @Test
  void countsAnewAfterSomebodyWasThere() {
    // given
    emptySince(0, absent());
    assertThat(emptySince(10, anna())).isEmpty();

    // then
    assertThat(emptySince(20, absent())).contains(NOW.plusSeconds(20));
  }

  private Optional<Instant> emptySince(int second, Sight sight) {
    return audience.emptySince(Looks.turn(session("", ""), second, sight));
  }

  private static Sight anna() {
    return new Sight(Sight.Kind.ABSENT, "it", Optional.empty(), Set.of("PA_anna"), NOW);
  }
}

package dev.avataroperator.operator.session.turn;

import static dev.avataroperator.operator.session.turn.Requests.Request.RESTART;
import static dev.avataroperator.operator.session.turn.Requests.Request.ROTATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.operator.Names;
import dev.avataroperator.testing.SessionsInMemory;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestsTest {
  private static final AvatarSession SESSION = SessionsInMemory.session("");

  @Test
  void actsOnAValueThatDiffersFromTheHandledOne() {
    // given
    var requests = requests("{handled: {restartRequestedAt: monday}}", Names.RESTART, "tuesday");

    // then
    assertThat(requests.asksFor(RESTART)).isTrue();
    assertThat(requests.asksFor(ROTATE)).isFalse();
    assertThat(requests.handled().restartRequestedAt()).isEqualTo("monday");

    // when
    requests.actedOn(RESTART);

    // then
    assertThat(requests.asksFor(RESTART)).isFalse();
    assertThat(requests.handled().restartRequestedAt()).isEqualTo("tuesday");
  }

  @Test
  void actsOnTheFirstValueOfASessionThatHadNone() {
    assertThat(requests("{handled: {}}", Names.ROTATE, "now").asksFor(ROTATE)).isTrue();
  }

  @Test
  void notesWithoutActingWhereTheStatusDoesNotSay() {
    // given
    var requests = requests("{state: Ready}", Names.RESTART, "monday");

    // then
    assertThat(requests.asksFor(RESTART)).isFalse();
    assertThat(requests.handled().restartRequestedAt()).isEqualTo("monday");
  }

  @Test
  void doesNothingTwiceForTheSameValue() {
    assertThat(requests("{handled: {rotateRequestedAt: x}}", Names.ROTATE, "x").asksFor(ROTATE))
        .isFalse();
  }

  @Test
  void forgetsNothingWhenTheAnnotationIsTakenAway() {
    // given
    var session = SessionsInMemory.withStatus(SESSION, "{handled: {rotateRequestedAt: x}}");

    // then
    assertThat(Requests.of(session).asksFor(ROTATE)).isFalse();
    assertThat(Requests.of(session).handled().rotateRequestedAt()).isEqualTo("x");
  }

  @Test
  void storesALongValueShortened() {
    // given
    var requests = requests("{handled: {}}", Names.ROTATE, "x".repeat(5_000));

    // when
    requests.actedOn(ROTATE);

    // then
    assertThat(requests.handled().rotateRequestedAt()).startsWith("sha256:").hasSizeLessThan(80);
  }

  @Test
  void isPausedByExactlyTrue() {
    assertThat(requests("{}", Names.PAUSED, "true").isPaused()).isTrue();
    assertThat(requests("{}", Names.PAUSED, "yes").isPaused()).isFalse();
  }

  private static Requests requests(String status, String annotation, String value) {
    var stored = SessionsInMemory.withStatus(SESSION, status);
    return Requests.of(SessionsInMemory.annotated(stored, Map.of(annotation, value)));
  }
}

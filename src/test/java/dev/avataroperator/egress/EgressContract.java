package dev.avataroperator.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.credential.SecretText;
import dev.avataroperator.egress.EgressFailure.TokenRefused;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** What the egress and a well-behaved avatar service do together. */
abstract class EgressContract {
  private static final Buffer TENTH_OF_A_SECOND = Buffer.buffer(new byte[4800]);

  private final EgressRig rig;

  EgressContract(Vertx vertx) {
    rig = new EgressRig(vertx, EgressRig.settings());
  }

  abstract EgressTarget target() throws Exception;

  abstract SecretText token() throws Exception;

  @Test
  void confirmsSpeaksAndTellsTheEnd() throws Exception {
    // given
    var confirmed = rig.dial(target(), token());
    assertThat(confirmed.connectionId()).isNotEmpty();

    // when
    speak(confirmed.connection(), "r-1");
    rig.onContext(() -> confirmed.connection().sendAudio("r-1", Buffer.buffer(), true));

    // then
    await().until(() -> rig.listener.events.contains("animation r-1 end"));
    assertThat(rig.listener.events).contains("animation r-1");
    assertThat(rig.listener.closed).isEmpty();
  }

  @Test
  void interruptsAndSpeaksAgain() throws Exception {
    // given
    var connection = rig.dial(target(), token()).connection();
    speak(connection, "r-1");
    await().until(() -> rig.listener.events.contains("animation r-1"));

    // when
    rig.onContext(() -> connection.interrupt("r-1"));
    speak(connection, "r-2");

    // then
    await().until(() -> rig.listener.events.contains("animation r-2"));
    assertThat(rig.listener.errors).isEmpty();
  }

  @Test
  void closesWithoutATrace() throws Exception {
    // given
    var connection = rig.dial(target(), token()).connection();

    // when
    var closed = rig.onContext(connection::close);

    // then
    await().until(closed::succeeded);
    assertThat(rig.listener.events).isEmpty();
  }

  @Test
  void cannotUseATokenTwice() throws Exception {
    // given
    var token = token();
    rig.dial(target(), token);

    // when
    var refusal = catchThrowableOfType(ExecutionException.class, () -> rig.dial(target(), token));

    // then
    assertThat(((EgressException) refusal.getCause()).failure()).isInstanceOf(TokenRefused.class);
  }

  private void speak(EgressConnection connection, String requestId) throws Exception {
    rig.onContext(() -> connection.sendAudio(requestId, TENTH_OF_A_SECOND, false));
  }
}

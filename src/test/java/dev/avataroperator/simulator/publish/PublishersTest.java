package dev.avataroperator.simulator.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.avataroperator.credential.SecretText;
import dev.avataroperator.egress.proto.AudioFormat;
import dev.avataroperator.simulator.configure.ConfigureCheck.Configuration;
import dev.avataroperator.simulator.configure.Egress;
import dev.avataroperator.simulator.record.PublicationRecord;
import dev.avataroperator.simulator.settings.Publishing;
import dev.avataroperator.simulator.settings.Publishing.Mode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PublishersTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final Callable<Media> MISSING =
      () -> {
        throw new UnsatisfiedLinkError("libpulse.so.0: cannot open shared object file");
      };

  @Test
  void goesOnWithoutTheLibrary() throws Exception {
    // given
    var publishers = new Publishers(Publishing.auto(), System::nanoTime, MISSING);
    publishers.check();

    // when
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var session =
          publishers.forSession(to(server.getLocalPort()), new PublicationRecord(CLOCK), () -> {});
      var joining = session.join().toCompletableFuture();

      // then
      assertThat(joining)
          .failsWithin(Duration.ofSeconds(60))
          .withThrowableThat()
          .withMessageContaining("libpulse.so.0");
      assertThat(session.loudspeaker().isOn()).isFalse();
      session.leave();
    }
    publishers.close();
  }

  @Test
  void refusesToStartWithoutTheLibraryWhereItIsRequired() {
    // given
    var required = Publishing.auto().withMode(Mode.Required);
    var publishers = new Publishers(required, System::nanoTime, MISSING);

    // then
    assertThatThrownBy(publishers::check)
        .isInstanceOf(PublishProblem.class)
        .hasMessageContaining("libpulse.so.0");
    publishers.close();
  }

  @Test
  void tellsRoomsThatEverySessionLeavesWhenTheSimulatorStops() throws Exception {
    // given
    var publishers = new Publishers(Publishing.auto(), System::nanoTime, FakeMedia::new);
    try (var room = new FakeRoom()) {
      for (var session = 0; session < 3; session++) {
        var publisher =
            publishers.forSession(to(room.port()), new PublicationRecord(CLOCK), () -> {});
        publisher.join().toCompletableFuture().get(60, TimeUnit.SECONDS);
      }

      // when
      publishers.close();

      // then
      assertThat(room.calls())
          .filteredOn(call -> call.startsWith("DELETE"))
          .containsExactlyInAnyOrder("DELETE PA_1", "DELETE PA_2", "DELETE PA_3");
    }
  }

  @Test
  void loadsNothingWhereNothingIsPublished() {
    // given
    var publishers = new Publishers(Publishing.off(), System::nanoTime, MISSING);

    // then
    assertThat(publishers.forSession(null, null, null)).isSameAs(RoomPublisher.NONE);
    publishers.close();
  }

  private static Configuration to(int port) {
    var url = "ws://127.0.0.1:" + port;
    return new Configuration(
        new Egress.LiveKit(url, "lobby", "avatar-1", CLOCK.instant(), Duration.ZERO),
        SecretText.of("t"),
        AudioFormat.AUDIO_FORMAT_PCM_S16LE,
        24_000);
  }
}

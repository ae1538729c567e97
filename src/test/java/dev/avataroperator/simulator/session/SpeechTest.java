package dev.avataroperator.simulator.session;

import static dev.avataroperator.simulator.RunningSimulator.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.credential.Sha256;
import dev.avataroperator.egress.proto.ClientPause;
import dev.avataroperator.egress.proto.Message;
import dev.avataroperator.egress.proto.MessageType;
import dev.avataroperator.simulator.DrivingClient;
import dev.avataroperator.simulator.RunningSimulator;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SpeechTest {
  private static final byte[] NOTHING = {};

  @AutoClose private final RunningSimulator simulator = RunningSimulator.inRealTime(SETTINGS);

  @Test
  void recordsAudioByteForByte() {
    // given
    var audio = randomBytes(4801);

    // when
    var client = simulator.confirmed().audio("r1", audio, false).audio("r1", NOTHING, true);

    // then
    assertThat(client.nextAnimation()).isEqualTo("r1");
    assertThat(client.nextAnimation()).isEqualTo("r1 end");
    var request = simulator.onlyRequest();
    assertThat(request.getString("sha256")).isEqualTo(Sha256.hex(audio));
    assertThat(request.getLong("bytes")).isEqualTo(4801);
    assertThat(request.getBoolean("ended")).isTrue();
    assertThat(request.getInstant("playedAt")).isNotNull();
  }

  @Test
  void answersEachAudioMessageAndPlaysRequestsInTurn() {
    // when
    var client = simulator.confirmed();
    client.audio("r1", new byte[480], false).audio("r1", new byte[480], false);
    client.audio("r1", NOTHING, true).audio("r2", new byte[480], true);

    // then
    assertThat(client.nextAnimation()).isEqualTo("r1");
    assertThat(client.nextAnimation()).isEqualTo("r1");
    assertThat(client.nextAnimation()).isEqualTo("r1 end");
    assertThat(client.nextAnimation()).isEqualTo("r2");
    assertThat(client.nextAnimation()).isEqualTo("r2 end");
  }

  @Test
  void stopsAnInterruptedRequestAndCountsWhatStillComes() {
    // given
    var client = simulator.confirmed().audio("r1", new byte[480_000], false);
    assertThat(client.nextAnimation()).isEqualTo("r1");

    // when
    client.interrupt("r1").audio("r1", new byte[100], true).interrupt("r1");

    // then
    assertThat(client.nextAnimation()).isEqualTo("r1 end");
    assertThat(client.nextAnimation()).isEqualTo("r1 end");
    var request = simulator.onlyRequest();
    assertThat(request.getBoolean("interrupted")).isTrue();
    assertThat(request.getLong("bytes")).isEqualTo(480_000);
    assertThat(request.getLong("bytesAfterInterrupt")).isEqualTo(100);
  }

  @Test
  void refusesToInterruptWhatWasNeverSaid() {
    // when
    var client = simulator.confirmed().interrupt("r1");

    // then
    var error = client.nextError();
    assertThat(error.getReqId()).isEqualTo("r1");
    assertThat(error.getCode()).isEqualTo(3);
  }

  @Test
  void refusesAudioForARequestThatHasEnded() {
    // given
    var client = simulator.confirmed().audio("r1", NOTHING, true);
    assertThat(client.nextAnimation()).isEqualTo("r1 end");

    // when
    client.audio("r1", new byte[2], false);

    // then
    assertThat(client.nextError().getReqId()).isEqualTo("r1");
  }

  @Test
  void refusesAudioWithoutARequestId() {
    assertThat(simulator.confirmed().audio("", new byte[2], false).nextError().getCode())
        .isEqualTo(3);
  }

  @Test
  void refusesPauseSinceItIsNoCapability() {
    // given
    var pause =
        Message.newBuilder()
            .setType(MessageType.MESSAGE_CLIENT_PAUSE)
            .setClientPause(ClientPause.newBuilder().setReqId("r1"))
            .build();

    // when
    var error = simulator.confirmed().send(pause).nextError();

    // then
    assertThat(error.getCode()).isEqualTo(12);
  }

  @Test
  void reportsGarbageIgnoresTextAndGoesOn() {
    // given
    var client = simulator.confirmed();

    // when
    client.socket().writeTextMessage("hello");
    client.binary(new byte[] {-1, -1, -1}).audio("r1", NOTHING, true);

    // then
    assertThat(client.nextError().getCode()).isEqualTo(3);
    assertThat(client.nextAnimation()).isEqualTo("r1 end");
  }

  @Test
  void joinsFragmentedFrames() {
    // given
    var client = simulator.confirmed();
    var audio = randomBytes(10_000);
    var frame = Buffer.buffer(DrivingClient.audioMessage("r1", audio, true).toByteArray());

    // when
    client.socket().writeFrame(WebSocketFrame.binaryFrame(part(frame, 0), false));
    client.socket().writeFrame(WebSocketFrame.continuationFrame(part(frame, 1), true));

    // then
    assertThat(client.nextAnimation()).isEqualTo("r1");
    assertThat(simulator.onlyRequest().getString("sha256")).isEqualTo(Sha256.hex(audio));
  }

  @Test
  void closesOnAMessageBeyondItsBound() {
    // given
    var client = simulator.confirmed();

    // when
    client.audio("r1", new byte[1024 * 1024], false);

    // then
    assertThat(client.closeCode()).isEqualTo(1009);
  }

  @Test
  void refusesMoreUnfinishedRequestsThanItsBound() {
    // given
    var client = simulator.confirmed();

    // when
    for (var i = 0; i <= 100; i++) {
      client.audio("r" + i, new byte[96_000], true);
    }

    // then
    await().until(() -> client.received().size() > 1);
    assertThat(client.nextAnimation()).isEqualTo("r0");
    var error = client.nextError();
    assertThat(error.getReqId()).isEqualTo("r100");
    assertThat(error.getCode()).isEqualTo(8);
  }

  private static Buffer part(Buffer frame, int half) {
    var middle = frame.length() / 2;
    return half == 0 ? frame.slice(0, middle) : frame.slice(middle, frame.length());
  }

  private static byte[] randomBytes(int count) {
    var bytes = new byte[count];
    new Random(7).nextBytes(bytes);
    return bytes;
  }
}

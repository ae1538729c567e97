package dev.avataroperator.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketFrame;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestRefusalTest {
  @TempDir Path directory;
  private WorkerRig rig;

  @BeforeEach
  void start() {
    rig = new WorkerRig(directory, 20, 1 << 20);
    rig.put("u1", Orders.ingest(rig.ingressUrl(), rig.sessionToken()).assignment());
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void refusesAnUpgradeWithoutTheSubprotocol() {
    // when
    var dialled =
        IngestClient.sockets(rig).connect(IngestClient.options(rig, "u1", Orders.INGEST_TOKEN));

    // then
    assertThatThrownBy(() -> WorkerRig.await(dialled))
        .rootCause()
        .isInstanceOfSatisfying(
            UpgradeRejectedException.class, e -> assertThat(e.getStatus()).isEqualTo(400));
  }

  @Test
  void closesWith4401ForAnotherToken() {
    assertThat(IngestClient.dial(rig, "u1", "pool-token").closedWith()).isEqualTo(4401);
  }

  @Test
  void closesWith4404WhereNothingTakesAudio() {
    // given
    var order =
        Orders.playlist(rig.ingressUrl(), List.of("http://127.0.0.1:9/a.wav"), rig.sessionToken());
    rig.put("u2", order.assignment());

    // then
    assertThat(IngestClient.dial(rig, "nobody").closedWith()).isEqualTo(4404);
    assertThat(IngestClient.dial(rig, "u2").closedWith()).isEqualTo(4404);
  }

  @Test
  void closesWith4400ForWhatIsntInTheProtocol() {
    assertThat(IngestClient.dial(rig, "u1").sendText("hello").closedWith()).isEqualTo(4400);
    assertThat(IngestClient.dial(rig, "u1").sendText("{\"type\":\"sing\"}").closedWith())
        .isEqualTo(4400);
    assertThat(IngestClient.dial(rig, "u1").start("a").start("a").closedWith()).isEqualTo(4400);
  }

  @Test
  void saysWhatIsWrongWithFramesThatItCannotTake() {
    // given
    var large = Buffer.buffer(new byte[600 << 10]);
    var half = large.slice(0, 300 << 10);

    // then
    var whole = IngestClient.dial(rig, "u1").frame(WebSocketFrame.binaryFrame(large, true));
    assertThat(whole.closedWith()).isEqualTo(1009);
    assertThat(whole.told("error").getString("message")).contains("256 KiB");
    var pieces =
        IngestClient.dial(rig, "u1")
            .frame(WebSocketFrame.binaryFrame(half, false))
            .frame(WebSocketFrame.continuationFrame(half, true));
    assertThat(pieces.closedWith()).isEqualTo(1009);
    var broken = IngestClient.dial(rig, "u1").frame(WebSocketFrame.continuationFrame(half, true));
    assertThat(broken.closedWith()).isEqualTo(1002);
    assertThat(broken.told("error").getString("code")).isEqualTo("Malformed");
  }

  @Test
  void givesTheSessionToTheNewerClient() {
    // given
    var older = IngestClient.dial(rig, "u1");
    older.told("ready");

    // when
    var newer = IngestClient.dial(rig, "u1");

    // then
    assertThat(older.closedWith()).isEqualTo(4409);
    newer.start("a");
    assertThat(newer.told("accepted", "a")).isNotNull();
  }

  @Test
  void closesWith4413WhenTheCreditIsIgnored() {
    // given
    var client = IngestClient.dial(rig, "u1");

    // when
    client.start("a").audio(new byte[2 << 20], 200_000);

    // then
    assertThat(client.closedWith()).isEqualTo(4413);
    assertThat(client.told("error").getString("code")).isEqualTo("Overrun");
  }

  @ParameterizedTest
  @CsvSource({"'',4410", "&reason=finished,4410", "&reason=suspended,4404", "&reason=moved,1012"})
  void tellsTheClientWhyTheSessionIsDeleted(String reason, int code) {
    // given
    var client = IngestClient.dial(rig, "u1");
    client.start("a").told("accepted", "a");

    // when
    var answer = rig.call("DELETE", "/v1/sessions/u1?epoch=1&term=0" + reason, null);

    // then
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(client.told("finished", "a").getString("reason")).isEqualTo("ConnectionLost");
    assertThat(client.closedWith()).isEqualTo(code);
  }

  @Test
  void keepsTheSessionWhenTheReasonIsUnknown() {
    // when
    var answer = rig.call("DELETE", "/v1/sessions/u1?epoch=1&term=0&reason=gone", null);

    // then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("finished, suspended or moved");
    assertThat(rig.report("u1")).isNotNull();
  }
}

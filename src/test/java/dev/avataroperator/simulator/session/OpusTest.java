package dev.avataroperator.simulator.session;

import static dev.avataroperator.simulator.RunningSimulator.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.credential.Sha256;
import dev.avataroperator.egress.proto.AudioFormat;
import dev.avataroperator.simulator.Configurations;
import dev.avataroperator.simulator.DrivingClient;
import dev.avataroperator.simulator.RunningSimulator;
import dev.avataroperator.testing.AudioFiles;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class OpusTest {
  private static final byte[] WELCOME = AudioFiles.file("welcome.ogg");

  /** What opusinfo says of the file. */
  private static final long WELCOME_MS = 8353;

  @AutoClose private RunningSimulator simulator = new RunningSimulator();

  @Test
  void recordsOggOpusInPiecesOfAnySize() {
    // given
    var client = opus();

    // when
    for (var at = 0; at < WELCOME.length; at += 777) {
      client.audio(
          "r1", Arrays.copyOfRange(WELCOME, at, Math.min(at + 777, WELCOME.length)), false);
    }
    client.audio("r1", new byte[0], true).interrupt("nothing").nextError();

    // then
    var request = simulator.onlyRequest();
    assertThat(request.getLong("durationMs")).isBetween(WELCOME_MS - 1, WELCOME_MS + 1);
    assertThat(request.getString("sha256")).isEqualTo(Sha256.hex(WELCOME));
    assertThat(request.getString("problem")).isNull();
    assertThat(simulator.onlySession().getString("format")).isEqualTo("OGG_OPUS");
  }

  @Test
  void handsOutOggAsItCame() {
    // given
    opus().audio("r/1 ü", WELCOME, true).interrupt("nothing").nextError();

    // when
    var audio = audio("r%2F1%20%C3%BC");

    // then
    assertThat(audio.headers().firstValue("Content-Type")).contains("audio/ogg");
    assertThat(audio.body()).isEqualTo(WELCOME);
  }

  @Test
  void handsOutSamplesAsAWavFile() {
    // given
    var samples = AudioFiles.samples(AudioFiles.WELCOME);
    simulator.confirmed().audio("r1", samples, true).interrupt("nothing").nextError();

    // when
    var audio = audio("r1");

    // then
    assertThat(audio.headers().firstValue("Content-Type")).contains("audio/wav");
    assertThat(Arrays.copyOf(audio.body(), 4)).isEqualTo("RIFF".getBytes());
    assertThat(Arrays.copyOfRange(audio.body(), 44, audio.body().length)).isEqualTo(samples);
  }

  @Test
  void keepsNoMoreAudioThanItMay() {
    // given
    simulator.close();
    simulator = new RunningSimulator(SETTINGS.withKeptAudio(100));
    var client = simulator.confirmed();
    client.audio("r1", new byte[60], true);

    // when
    client.audio("r2", new byte[60], true).interrupt("nothing").nextError();

    // then
    assertThat(audio("r1").statusCode()).isEqualTo(404);
    assertThat(audio("r2").body()).hasSize(44 + 60);
    assertThat(audio("made-up").statusCode()).isEqualTo(404);
  }

  @Test
  void refusesARequestWhoseAudioIsNoOgg() {
    // given
    var client = opus();

    // when
    var error = client.audio("r1", new byte[480], false).nextError();

    // then
    assertThat(error.getCode()).isEqualTo(3);
    assertThat(error.getReqId()).isEqualTo("r1");
    assertThat(simulator.onlyRequest().getString("problem")).isEqualTo(error.getMessage());
    assertThat(client.nextAnimation()).isEqualTo("r1 end");
  }

  @Test
  void notesAStreamWithoutAnEnd() {
    // given
    var cut = Arrays.copyOf(WELCOME, WELCOME.length / 2);

    // when
    opus().audio("r1", cut, true).interrupt("nothing").nextError();

    // then
    assertThat(simulator.onlyRequest().getString("problem")).contains("truncated");
  }

  private DrivingClient opus() {
    return simulator.confirmed(
        Configurations.liveKit(simulator.time.instant())
            .setAudioFormat(AudioFormat.AUDIO_FORMAT_OGG_OPUS)
            .build());
  }

  private HttpResponse<byte[]> audio(String requestId) {
    var session = simulator.onlySession();
    return simulator.bytes(
        "/sim/audio?connectionId=" + session.getString("connectionId") + "&requestId=" + requestId);
  }
}

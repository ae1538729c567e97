package dev.avataroperator.worker.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.credential.SecretText;
import dev.avataroperator.testing.AudioFiles;
import dev.avataroperator.worker.WorkerRig;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.ArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestPusherTest {

  @ParameterizedTest
  @CsvSource({"44,holds no audio", "30,ends before its audio begins", "4,ends before"})
  void checksTheFileBeforeItConnects(int length, String problem) {
    // given
    var vertx = Vertx.vertx();
    var nowhere = URI.create("ws://127.0.0.1:9/v1/sessions/u1/audio");
    var target = new IngestPusher.Target(nowhere, SecretText.of("token"), null);
    var file = Buffer.buffer(AudioFiles.file(AudioFiles.WELCOME)).slice(0, length);

    // when
    var pushed =
        new IngestPusher(vertx, System::nanoTime, target, new ArrayList<String>()::add)
            .push(file, "say-1");

    // then
    assertThat(pushed.failed()).isTrue();
    assertThat(pushed.cause()).hasMessageContaining(problem);
    WorkerRig.await(vertx.close());
  }
}

package dev.avataroperator.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.avataroperator.credential.SecretText;
import dev.avataroperator.testing.AudioFiles;
import dev.avataroperator.worker.ingest.IngestPusher;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestPusherIT {
  @TempDir Path directory;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private WorkerRig rig;

  @BeforeEach
  void start() {
    rig = new WorkerRig(directory);
    rig.put("u1", Orders.ingest(rig.ingressUrl(), rig.sessionToken()).assignment());
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void pushesAFileThatArrivesByteForByte() throws Exception {
    // when
    push(Orders.INGEST_TOKEN, "welcome-24k.wav");

    // then
    assertThat(rig.requests().get(0).getString("sha256"))
        .isEqualTo(AudioFiles.sha256(AudioFiles.samples("welcome-24k.wav")));
    assertThat(lines)
        .extracting(line -> line.split(" ")[0])
        .containsExactly("ready", "accepted", "started", "finished");
  }

  @Test
  void saysWhyItFailed() {
    assertThatThrownBy(() -> push("other", "welcome-24k.wav")).hasMessageContaining("4401");
    assertThatThrownBy(() -> push(Orders.INGEST_TOKEN, "welcome-44k-stereo.wav"))
        .hasMessageContaining("ffmpeg");
  }

  private void push(String token, String file) throws Exception {
    var url = URI.create(rig.ingestUrl("u1"));
    var target = new IngestPusher.Target(url, SecretText.of(token), null);
    new IngestPusher(rig.vertx, System::nanoTime, target, lines::add)
        .push(Buffer.buffer(AudioFiles.file(file)), "say-1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }
}

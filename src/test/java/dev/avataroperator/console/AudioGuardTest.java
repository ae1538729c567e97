package dev.avataroperator.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.Vertx;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioGuardTest {
  private static final AudioGuard IN_A_POD = new AudioGuard(false, false);
  private static final AudioGuard ON_A_DESK = new AudioGuard(true, false);
  private static final String PATH = "/v1/sessions/u-1/audio";

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"wss://10.0.0.7:9443", "wss://[fd00::7]", "wss://192.0.2.7/below/a/prefix"})
  void dialsWorkersByTls(String root) {
    assertThat(check(IN_A_POD, root + PATH)).isEqualTo(URI.create(root + PATH));
  }

  @Test
  void dialsWorkersOfThisMachineWhereTheyMayBe() {
    assertThat(check(ON_A_DESK, "ws://127.0.0.1:9443" + PATH)).isNotNull();
    assertThat(check(ON_A_DESK, "ws://localhost:9443" + PATH)).isNotNull();
    assertThat(problem(IN_A_POD, "wss://127.0.0.1:8080" + PATH)).contains("loopback");
    assertThat(problem(IN_A_POD, "wss://[::ffff:127.0.0.1]:8080" + PATH)).contains("loopback");
    assertThat(problem(IN_A_POD, "wss://localhost:8080" + PATH)).contains("loopback");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://10.0.0.7/v1/sessions/u-1/audio",
        "wss://user:pass@10.0.0.7/v1/sessions/u-1/audio",
        "wss://10.0.0.7/v1/sessions/u-1/audio?x=/v1/sessions/u-1/audio",
        "wss://10.0.0.7/v1/sessions/u-1/audio#x",
        "wss://10.0.0.7/v1/sessions/u-2/audio",
        "wss://10.0.0.7/api/v1/secrets",
        "wss:/v1/sessions/u-1/audio",
        "mailto:ann",
        "wss://10.0.0.7/ /v1/sessions/u-1/audio"
      })
  void dialsNothingThatIsNoWorkersUrl(String url) {
    assertThat(problem(IN_A_POD, url)).contains("isn't a worker's", "ingest.externalUrl");
  }

  @ParameterizedTest
  @CsvSource({
    "wss://169.254.169.254, link-local",
    "wss://[fe80::1], link-local",
    "wss://0.0.0.0, link-local",
    "wss://[::], link-local",
    "wss://224.0.0.1, link-local",
    "ws://169.254.169.254, link-local"
  })
  void dialsNothingThatOnlyTheHostReaches(String root, String why) {
    assertThat(problem(new AudioGuard(true, true), root + PATH)).contains(why);
  }

  @Test
  void dialsInTheClearWhereThatIsAllowedOnly() {
    assertThat(problem(ON_A_DESK, "ws://10.0.0.7:9443" + PATH))
        .contains("isn't encrypted", "--allow-insecure-endpoints");
    assertThat(check(new AudioGuard(false, true), "ws://10.0.0.7:9443" + PATH)).isNotNull();
  }

  @Test
  void saysThatAHostIsUnknown() {
    assertThat(problem(IN_A_POD, "wss://workers.invalid" + PATH)).contains("resolved");
  }

  private URI check(AudioGuard guard, String url) {
    return guard
        .check(vertx, url, "u-1")
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(30, TimeUnit.SECONDS)
        .join();
  }

  private String problem(AudioGuard guard, String url) {
    return catchThrowable(() -> check(guard, url)).getCause().getMessage();
  }
}

package dev.avataroperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarService;
import dev.avataroperator.api.v1alpha1.AvatarWorkerPool;
import dev.avataroperator.testing.AudioFiles;
import dev.avataroperator.testing.AuditLog;
import dev.avataroperator.testing.IngestClient;
import dev.avataroperator.testing.Installation;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.SimulatorRecords.Connection;
import dev.avataroperator.testing.SimulatorRecords.Request;
import dev.avataroperator.testing.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operator may die in mid-speech: speech goes on, and after a restart nothing is redone. */
class OperatorRestartIT {
  private static final Logger LOG = Logger.getLogger(OperatorRestartIT.class);

  @RegisterExtension final Tenant tenant = new Tenant();

  @BeforeEach
  void threeSessionsRunAndTheCountersAreWritten() {
    var tour = tenant.installation().audioUrl(AudioFiles.TOUR);
    tenant.apply(Samples.playlistOnLiveKit("lobby", tenant.room("lobby"), tour, tour));
    tenant.apply(Samples.playlistOnAgora("stage", tenant.room("stage"), tour, tour));
    tenant.apply(Samples.ingestOnLiveKit("concierge", tenant.room("concierge")));
    Stream.of("lobby", "stage", "concierge").forEach(name -> tenant.await(name, "Ready"));
    tenant.eventually(
        () -> {
          var pool = tenant.handle(AvatarWorkerPool.class, "default").get().getStatus();
          var service = tenant.handle(AvatarService.class, "simulator").get().getStatus();
          assertThat(pool.active()).isEqualTo(3);
          assertThat(service.sessions().active()).isEqualTo(3);
          assertThat(List.of(latency("lobby"), latency("stage"))).doesNotContainNull();
        });
  }

  /** Measured with the first speech; a write of its own. */
  private String latency(String session) {
    return tenant.session(session).getStatus().latency().firstAnimationP95();
  }

  @Test
  void speechStaysOnItsConnection() {
    // given
    var before = speaking();

    // when
    tenant.installation().operator().kill();
    restartOperator();

    // then
    var after = speaking();
    assertThat(after)
        .extracting(Connection::connectionId)
        .isEqualTo(before.stream().map(Connection::connectionId).toList());
    assertThat(after).allSatisfy(connection -> assertThat(connection.closedAt()).isNull());
    var requests = after.stream().flatMap(connection -> connection.requests().stream()).toList();
    assertThat(requests).isNotEmpty().noneMatch(Request::interrupted);
    LOG.infof(
        "behind schedule at most: %s ms", requests.stream().map(Request::maxBehindMs).toList());
  }

  @Test
  void whatWorkersRunIsAdoptedWithoutAMintOrAWrite() {
    // given
    var mints = tenant.installation().records().stats().mints();
    tenant.installation().operator().kill();
    var writes = writes().size();

    // when
    restartOperator();

    // then
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .during(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(writes().subList(writes, writes().size())).isEmpty());
    assertThat(tenant.installation().records().stats().mints()).isEqualTo(mints);
    assertThat(speaking()).allSatisfy(connection -> assertThat(connection.closedAt()).isNull());
  }

  @Test
  void clientsGoOnPushingAudioWhileItIsAway() {
    // given
    var welcome = AudioFiles.samples(AudioFiles.WELCOME);
    tenant.installation().operator().kill();

    // when
    try (var pipeline = IngestClient.of(tenant, "concierge")) {
      pipeline.await("ready", null);
      pipeline.speak("hello", welcome);

      // then
      var finished = pipeline.await("finished", "hello");
      assertThat(finished.path("reason").asText()).isEqualTo("Played");
    }
    assertThat(tenant.installation().records().inRoom(tenant.room("concierge")))
        .flatExtracting(Connection::requests)
        .extracting(request -> request.sha256())
        .containsExactly(AudioFiles.sha256(welcome));
  }

  private void restartOperator() {
    var operator = tenant.installation().operator();
    operator.start().awaitReady();
    tenant.eventually(() -> assertThat(operator.logSinceStart()).contains("connected, 3 sessions"));
  }

  private List<Connection> speaking() {
    var records = tenant.installation().records();
    return Stream.concat(
            records.inRoom(tenant.room("lobby")).stream(),
            records.inChannel(tenant.room("stage")).stream())
        .toList();
  }

  /** Other tests have left pools whose counters follow what the worker runs. */
  private List<AuditLog.Request> writes() {
    return tenant.installation().kube().audit().writesBy(Installation.OPERATOR_USER).stream()
        .filter(write -> write.namespace().equals(tenant.namespace()))
        .toList();
  }
}

package dev.avataroperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarService;
import dev.avataroperator.api.v1alpha1.AvatarWorkerPool;
import dev.avataroperator.testing.AuditLog;
import dev.avataroperator.testing.Installation;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A thousand sessions at once, on one worker and with an operator of half a gigabyte. */
class ManySessionsIT {
  private static final Logger LOG = Logger.getLogger(ManySessionsIT.class);
  private static final int RUNNING = 500;
  private static final int SUSPENDED = 500;

  @RegisterExtension final Tenant tenant = new Tenant();

  @Test
  void fiveHundredBecomeReadyAndARestartOverAThousandWritesAndMintsNothing() {
    // given
    var running = sessions("running", RUNNING, "");
    var suspended = sessions("suspended", SUSPENDED, "  suspend: true\n");
    var writesBefore = writes().size();

    // when
    var start = Instant.now();
    running.parallelStream().forEach(tenant::apply);
    var created = Instant.now();

    // then
    awaitCount("Ready", RUNNING);
    report(start, created, writesBefore);
    suspended.parallelStream().forEach(tenant::apply);
    awaitCount("Suspended", SUSPENDED);
    awaitCounters();

    // when
    var mints = tenant.installation().records().stats().mints();
    tenant.installation().operator().kill();
    var writes = writes().size();
    var ofPool = all().size() - writes;
    var adopted = restart();

    // then
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .during(Duration.ofSeconds(10))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(writes().subList(writes, writes().size())).isEmpty());
    assertThat(tenant.installation().records().stats().mints()).isEqualTo(mints);
    LOG.infof(
        "restart over %d sessions: adopted after %d s, 0 writes, 0 mints; the pool's status: %d",
        RUNNING + SUSPENDED, adopted.toSeconds(), all().size() - ofPool - writes);
  }

  /** Until the worker's sessions are known. */
  private Duration restart() {
    var start = Instant.now();
    tenant.installation().operator().start().awaitReady();
    tenant.eventually(
        () ->
            assertThat(tenant.installation().operator().logSinceStart())
                .contains("connected, " + RUNNING + " sessions"));
    return Duration.between(start, Instant.now());
  }

  private List<String> sessions(String name, int number, String more) {
    return IntStream.range(0, number)
        .mapToObj(i -> name + "-" + i)
        .map(each -> Samples.ingestOnLiveKit(each, tenant.room(each)) + more)
        .toList();
  }

  private void awaitCount(String state, int number) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(count(state)).isEqualTo(number));
  }

  /** They are written every ten seconds: what is on its way isn't the restart's. */
  private void awaitCounters() {
    tenant.eventually(
        () -> {
          var pool = tenant.handle(AvatarWorkerPool.class, "default").get().getStatus();
          var service = tenant.handle(AvatarService.class, "simulator").get().getStatus();
          assertThat(pool.active()).isEqualTo(RUNNING);
          assertThat(service.sessions().active()).isEqualTo(RUNNING);
        });
  }

  private long count(String state) {
    return tenant.sessions().stream()
        .filter(session -> session.getStatus() != null)
        .filter(session -> state.equals(session.getStatus().state()))
        .count();
  }

  private void report(Instant start, Instant created, int writesBefore) {
    var perSession =
        writes().stream()
            .skip(writesBefore)
            .collect(
                Collectors.groupingBy(
                    write -> write.verb() + " " + write.resource() + " " + write.status(),
                    TreeMap::new,
                    Collectors.counting()));
    LOG.infof(
        "%d sessions: created in %d s, all Ready after %d s; writes of the operator: %s",
        RUNNING,
        Duration.between(start, created).toSeconds(),
        Duration.between(start, Instant.now()).toSeconds(),
        perSession);
  }

  /**
   * A pool's status tells of workers that get busy, and on a loaded machine they do at any time.
   */
  private List<AuditLog.Request> writes() {
    return all().stream()
        .filter(write -> !write.resource().equals("avatarworkerpools/status"))
        .toList();
  }

  private List<AuditLog.Request> all() {
    return tenant.installation().kube().audit().writesBy(Installation.OPERATOR_USER);
  }
}

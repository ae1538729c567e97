package dev.avataroperator.it;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Many sessions at once, on one worker and with an operator of half a gigabyte. */
class ManySessionsIT {
  private static final Logger LOG = Logger.getLogger(ManySessionsIT.class);
  private static final int SESSIONS = 500;

  @RegisterExtension final Tenant tenant = new Tenant();

  @Test
  void fiveHundredSessionsBecomeReady() {
    // given
    var sessions =
        IntStream.range(0, SESSIONS)
            .mapToObj(i -> Samples.ingestOnLiveKit("s-" + i, tenant.room("room-" + i)))
            .toList();
    var writesBefore = writes().size();

    // when
    var start = Instant.now();
    sessions.parallelStream().forEach(tenant::apply);
    var created = Instant.now();

    // then
    Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(ready()).isEqualTo(SESSIONS));
    report(start, created, writesBefore);
    assertThat(tenant.installation().operator().isRunning()).isTrue();
  }

  private long ready() {
    return tenant.sessions().stream()
        .filter(session -> session.getStatus() != null)
        .filter(session -> "Ready".equals(session.getStatus().state()))
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
        SESSIONS,
        Duration.between(start, created).toSeconds(),
        Duration.between(start, Instant.now()).toSeconds(),
        perSession);
  }

  private List<AuditLog.Request> writes() {
    return tenant.installation().kube().audit().writesBy(Installation.OPERATOR_USER);
  }
}

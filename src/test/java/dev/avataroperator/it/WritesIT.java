package dev.avataroperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarWorkerPool;
import dev.avataroperator.testing.AuditLog;
import dev.avataroperator.testing.Installation;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.Tenant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The API server is the bottleneck of a large installation: what a session writes is counted. */
class WritesIT {
  @RegisterExtension final Tenant tenant = new Tenant();

  @Test
  void aSessionIsReadyAfterOneWriteOfEachKindAndTwoOfItsStatus() {
    // given
    tenant.eventually(
        () ->
            assertThat(tenant.handle(AvatarWorkerPool.class, "default").get().getStatus().workers())
                .allSatisfy(worker -> assertThat(worker.state()).hasToString("Ready"))
                .isNotEmpty());

    // when
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));
    tenant.await("lobby", "Ready");

    // then
    tenant.eventually(() -> assertThat(writes()).containsEntry("create events", 2L));
    assertThat(writes())
        .as("%s %s", requests().toList(), tenant.statuses("lobby"))
        .isEqualTo(
            Map.of(
                "patch avatarsessions", 1L,
                "create secrets", 2L,
                "update avatarsessions/status", 2L,
                "create events", 2L));
  }

  /** The operator's writes for the session; those for its accounts and pool are left out. */
  private Map<String, Long> writes() {
    return requests().collect(Collectors.groupingBy(WritesIT::kind, Collectors.counting()));
  }

  private Stream<AuditLog.Request> requests() {
    return tenant.installation().kube().audit().writesBy(Installation.OPERATOR_USER).stream()
        .filter(write -> write.namespace().equals(tenant.namespace()))
        .filter(write -> write.name().isEmpty() || write.name().startsWith("lobby"));
  }

  private static String kind(AuditLog.Request write) {
    return write.verb() + " " + write.resource();
  }
}

package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.Tenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A status that people wiped comes back, and an avatar stands in the room. */
class WipedStatusIT {
  @RegisterExtension final Tenant tenant = new Tenant();

  @Test
  void rebuildsAStatusThatWasWiped() {
    // given
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));
    var before = tenant.await("lobby", "Ready").getStatus();

    // when
    wipe();

    // then
    tenant.eventually(
        () -> {
          assertThat(tenant.session("lobby")).hasState("Ready").isTrue("EgressReady", "Connected");
          assertThat(tenant.session("lobby").getStatus().worker()).isEqualTo(before.worker());
        });
    var connections = tenant.installation().records().inRoom(tenant.room("lobby"));
    assertThat(connections.get(connections.size() - 1).closedAt()).isNull();
  }

  private void wipe() {
    var kube = tenant.installation().kube();
    kube.kubectl(
        "patch",
        "avs",
        "lobby",
        "--namespace",
        tenant.namespace(),
        "--subresource=status",
        "--type=json",
        "--patch=[{\"op\":\"remove\",\"path\":\"/status\"}]");
  }
}

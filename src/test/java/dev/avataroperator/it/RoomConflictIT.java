package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.Tenant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two avatars never stand in each other's place. */
class RoomConflictIT {
  @RegisterExtension final Tenant tenant = new Tenant();

  @Test
  void letsOneOfTwoIntoARoomAndTheOtherWhenItIsGone() {
    // given
    var room = tenant.room("lobby");

    // when
    tenant.apply(Samples.ingestOnLiveKit("first", room));
    tenant.apply(Samples.ingestOnLiveKit("second", room));

    // then
    tenant.eventually(() -> assertThat(states()).containsExactlyInAnyOrder("Ready", "Stalled"));
    var winner = tenant.session("first").getStatus().state().equals("Ready") ? "first" : "second";
    var loser = winner.equals("first") ? "second" : "first";
    assertThat(tenant.session(loser))
        .isFalse("Accepted", "RoomConflict")
        .says("Ready", "use another identity")
        .lacks("CredentialsReady");
    assertThat(tenant.session(loser).getStatus().rtc().room()).isEqualTo(room);
    assertThat(tenant.secret(loser + "-egress")).isNull();

    // when
    tenant.handle(winner).delete();

    // then
    tenant.await(loser, "Ready");
    assertThat(tenant.installation().records().inRoom(room))
        .hasSize(2)
        .allSatisfy(connection -> assertThat(connection.duplicates()).isZero());
  }

  @Test
  void letsTheOtherInWhenTheHolderIsSuspended() {
    // given
    var channel = tenant.room("stage");
    tenant.apply(Samples.ingestOnAgora("first", channel));
    tenant.await("first", "Ready");
    tenant.apply(Samples.ingestOnAgora("second", channel));
    assertThat(tenant.await("second", "Stalled")).isFalse("Accepted", "RoomConflict");

    // when
    tenant.patch("first", "{\"spec\":{\"suspend\":true}}");

    // then
    assertThat(tenant.await("first", "Suspended")).isTrue("Ready", "Suspended");
    tenant.await("second", "Ready");
  }

  @Test
  void letsAvatarsOfOtherIdentitiesStandBesideEachOther() {
    // given
    var room = tenant.room("lobby");

    // when
    tenant.apply(Samples.ingestOnLiveKit("first", room));
    tenant.apply(
        Samples.ingestOnLiveKit("second", room).replace("identity: avatar", "identity: other"));

    // then
    Stream.of("first", "second").forEach(name -> tenant.await(name, "Ready"));
  }

  @Test
  void keepsAFixedParticipantFromTheIdentityOfAnotherSessionsAvatar() {
    // given
    var room = tenant.room("lobby");
    tenant.apply(Samples.ingestOnLiveKit("first", room));
    tenant.await("first", "Ready");

    // when
    tenant.apply(
        Samples.ingestOnLiveKit("second", room).replace("identity: avatar", "identity: other")
            + "  clients: [{name: kiosk, role: Person, livekit: {identity: avatar}}]\n");

    // then
    assertThat(tenant.await("second", "Stalled"))
        .isFalse("Accepted", "RoomConflict")
        .says("Ready", "Client kiosk has the identity of another session's avatar");
    assertThat(tenant.secret("second-client-kiosk")).isNull();
    assertThat(tenant.session("first")).hasState("Ready");

    // when
    tenant.handle("first").delete();

    // then
    tenant.await("second", "Ready");
  }

  @Test
  void keepsAnAvatarFromTheIdentityOfAnotherSessionsFixedParticipant() {
    // given
    var room = tenant.room("lobby");
    tenant.apply(
        Samples.ingestOnLiveKit("first", room)
            + "  clients: [{name: kiosk, role: Person, livekit: {identity: kiosk-1}}]\n");
    tenant.await("first", "Ready");

    // when
    tenant.apply(
        Samples.ingestOnLiveKit("second", room).replace("identity: avatar", "identity: kiosk-1"));

    // then
    assertThat(tenant.await("second", "Stalled"))
        .isFalse("Accepted", "RoomConflict")
        .says("Ready", "use another identity");
    assertThat(tenant.session("first")).hasState("Ready");
  }

  private Stream<String> states() {
    return tenant.sessions().stream().map(session -> session.getStatus().state());
  }
}

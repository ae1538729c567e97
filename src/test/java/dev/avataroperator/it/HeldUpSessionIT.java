package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.testing.Accounts;
import dev.avataroperator.testing.DriverCalls;
import dev.avataroperator.testing.LiveKitServer;
import dev.avataroperator.testing.RoomList;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.Tenant;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Avatars that stand in a real room while something keeps their session from going on. */
class HeldUpSessionIT {
  @TempDir static Path directory;
  private static LiveKitServer livekit;

  @RegisterExtension final Tenant tenant = new Tenant();

  private final DriverCalls driver = new DriverCalls(tenant, "desk");
  private String room;

  @BeforeAll
  static void configure() throws Exception {
    livekit = new LiveKitServer(directory, "devkey", Accounts.LIVEKIT_SECRET);
  }

  @AfterAll
  static void stop() {
    livekit.close();
  }

  @BeforeEach
  void start() {
    livekit.start();
    tenant.apply(Accounts.liveKit("rooms", livekit));
    room = tenant.room("desk");
  }

  @Test
  void goesOnWithItsAvatarWhileNothingCanBeMintedForAnother() {
    // given
    var stay = run(Samples.ingestOnLiveKit("desk", room));
    var avatar = tenant.session("desk").getSpec().avatar().id();
    putKey("not-the-key-of-this-account");

    // when
    putAvatar("another");

    // then
    awaitTheRefusal();
    assertIsSeen(stay);

    // when
    putAvatar(avatar);
    putKey(tenant.installation().serviceKey());

    // then
    tenant.await("desk", "Ready");
    assertIsSeen(stay);
  }

  @Test
  void leavesTheAvatarOfAnotherDriverAloneUntilThereAreCredentialsForTheNext() {
    // given
    runsByItself();
    try (var drive = driver.drive()) {
      assertThat(drive.isOpen()).isTrue();
      var stay = tenant.await("desk", "Ready").getStatus().rtc().participantSid();
      putKey("not-the-key-of-this-account");

      // when
      askForARestart();

      // then
      tenant.eventually(
          () ->
              assertThat(tenant.session("desk"))
                  .says("CredentialsReady", "The restart that was asked for waits"));
      assertIsSeen(stay);

      // when
      putAvatar("another");

      // then
      awaitTheRefusal();
      assertIsSeen(stay);
      putKey(tenant.installation().serviceKey());
      awaitTheNextEpochWithoutAnAvatar();
    }
  }

  @Test
  void tellsThatTheAvatarIsGoneWhileItsKeyIsMissingAndBringsItBackLater() {
    // given
    run(Samples.ingestOnLiveKit("desk", room));
    var key = takeTheKeyAway();

    // when
    RoomList.remove(livekit, room, "avatar");

    // then
    awaitThatItIsGone();

    // when
    key.getMetadata().setResourceVersion(null);
    key.getMetadata().setUid(null);
    tenant.create(key);

    // then
    tenant.await("desk", "Ready");
    assertThat(RoomList.of(livekit, room)).containsExactly("avatar");
  }

  @Test
  void tellsThatTheAvatarOfAnotherDriverIsGoneWhileItsKeyIsMissing() {
    // given
    runsByItself();
    try (var drive = driver.drive()) {
      assertThat(drive.isOpen()).isTrue();
      tenant.await("desk", "Ready");
      takeTheKeyAway();

      // when
      RoomList.remove(livekit, room, "avatar");

      // then
      awaitThatItIsGone();
    }
  }

  /** The stay (sid) of its avatar. */
  private String run(String session) {
    tenant.apply(session.replace("providerRef: {name: livekit}", "providerRef: {name: rooms}"));
    return tenant.await("desk", "Ready").getStatus().rtc().participantSid();
  }

  private void runsByItself() {
    tenant.apply(
        Samples.drivenOnLiveKit("desk", room, "{external: {}}")
            .replace("providerRef: {name: livekit}", "providerRef: {name: rooms}"));
    tenant.eventually(() -> assertThat(tenant.session("desk")).isTrue("EgressReady", "Issued"));
  }

  private Secret takeTheKeyAway() {
    var key = tenant.handle(Secret.class, "simulator").get();
    tenant.handle(Secret.class, "simulator").delete();
    tenant.eventually(
        () -> assertThat(tenant.session("desk")).isFalse("Accepted", "SecretNotFound"));
    assertThat(tenant.session("desk")).isTrue("MediaPublishing", "TrackSeen");
    return key;
  }

  private void putKey(String key) {
    tenant
        .handle(Secret.class, "simulator")
        .edit(old -> new SecretBuilder(old).addToStringData("api-key", key).build());
  }

  private void putAvatar(String id) {
    tenant.patch("desk", "{\"spec\":{\"avatar\":{\"id\":\"" + id + "\"}}}");
  }

  private void askForARestart() {
    tenant.patch(
        "desk",
        "{\"metadata\":{\"annotations\":{\"avatar-operator.dev/restart-requested-at\":\"1\"}}}");
  }

  private void awaitTheRefusal() {
    tenant.eventually(
        () ->
            assertThat(tenant.session("desk")).isFalse("CredentialsReady", "SessionTokenInvalid"));
  }

  private void awaitThatItIsGone() {
    tenant.eventually(
        () ->
            assertThat(tenant.session("desk"))
                .isFalse("Accepted", "SecretNotFound")
                .isFalse("MediaPublishing", "TrackMissing"));
  }

  private void awaitTheNextEpochWithoutAnAvatar() {
    tenant.eventually(() -> assertThat(tenant.session("desk").getStatus().epoch()).isEqualTo(2));
    assertThat(tenant.session("desk").getStatus().handled().restartRequestedAt()).isEqualTo("1");
    tenant.eventually(
        () -> assertThat(tenant.session("desk")).isFalse("MediaPublishing", "Connecting"));
  }

  private void assertIsSeen(String stay) {
    assertThat(tenant.session("desk")).isTrue("MediaPublishing", "TrackSeen");
    var status = tenant.session("desk").getStatus();
    assertThat(status.rtc().participantSid()).isEqualTo(stay);
    assertThat(status.epoch()).isEqualTo(1);
    assertThat(RoomList.of(livekit, room)).containsExactly("avatar");
  }
}

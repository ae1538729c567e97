package dev.avataroperator.simulator.publish;

import static org.awaitility.Awaitility.await;

import dev.avataroperator.api.v1alpha1.RtcProviderSpec;
import dev.avataroperator.api.v1alpha1.SecretRef;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.egress.proto.ClientConfigureSession;
import dev.avataroperator.rtc.AvatarSeat;
import dev.avataroperator.rtc.RtcAccount.Validity;
import dev.avataroperator.rtc.RtcVendor;
import dev.avataroperator.simulator.Configurations;
import dev.avataroperator.simulator.DrivingClient;
import dev.avataroperator.simulator.RunningSimulator;
import dev.avataroperator.simulator.settings.Behaviour;
import dev.avataroperator.simulator.settings.Publishing;
import dev.avataroperator.simulator.settings.SimulatorSettings;
import dev.avataroperator.testing.LiveKitServer;
import io.livekit.server.RoomServiceClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import livekit.LivekitModels.ParticipantInfo;

/** A real LiveKit server, a simulator that publishes into it, and tokens as the operator mints. */
final class PublisherRig implements AutoCloseable {
  static final Duration DEADLINE = Duration.ofSeconds(60);
  static final AvatarSeat SEAT =
      new AvatarSeat("lobby", "avatar-1", Map.of("lk.publish_on_behalf", "agent-1"));

  private static final SimulatorSettings SETTINGS =
      RunningSimulator.SETTINGS.withPublishing(Publishing.auto());

  final LiveKitServer livekit;
  private final RoomServiceClient rooms;
  private RunningSimulator simulator;

  PublisherRig(Path directory) throws IOException {
    var secret = UUID.randomUUID() + "-" + UUID.randomUUID();
    livekit = new LiveKitServer(directory, "devkey", secret).start();
    rooms =
        RoomServiceClient.create(
            livekit.httpUrl().toString(), livekit.key(), livekit.secret(), false);
  }

  RunningSimulator simulator() {
    if (simulator == null) {
      simulator = RunningSimulator.inRealTime(SETTINGS);
    }
    return simulator;
  }

  void simulate(Publishing publishing, Behaviour.Join joins) {
    var usual = Behaviour.usual();
    var behaviour =
        new Behaviour(
            usual.capabilities(),
            usual.pauseTimeout(),
            joins,
            usual.idle(),
            usual.interrupt(),
            usual.duplicateCloseCode());
    simulator =
        RunningSimulator.inRealTime(SETTINGS.withPublishing(publishing).withBehaviour(behaviour));
  }

  void simulate(Publishing publishing) {
    simulate(publishing, Behaviour.Join.Configure);
  }

  ClientConfigureSession.Builder configuration() {
    return configuration(livekit.secret());
  }

  /** With a token that is signed by this secret. */
  ClientConfigureSession.Builder configuration(String secret) {
    var provider =
        new RtcProviderSpec(
            new RtcProviderSpec.LiveKit(livekit.url().toString(), null, new SecretRef("lk")),
            null,
            null,
            null);
    try {
      var account =
          RtcVendor.of(provider)
              .open(
                  provider,
                  Map.of(
                      "api-key", SecretText.of(livekit.key()), "api-secret", SecretText.of(secret)),
                  null);
      var now = Instant.now();
      var token = account.avatarToken(SEAT, new Validity(now, now.plus(Duration.ofHours(1))));
      var message = ClientConfigureSession.newBuilder().setSampleRate(Configurations.RATE);
      account.configure(message, SEAT, token, Duration.ofMinutes(5));
      return message;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  DrivingClient drive() {
    return simulator().confirmed(configuration().build());
  }

  /** A session whose avatar stands in the room with both tracks. */
  DrivingClient driveInRoom() {
    var client = drive();
    awaitInRoom();
    return client;
  }

  ParticipantInfo awaitInRoom() {
    await()
        .atMost(DEADLINE)
        .until(() -> participants().stream().anyMatch(one -> one.getTracksCount() == 2));
    return participants().get(0);
  }

  void awaitEmptyRoom() {
    await().atMost(DEADLINE).until(() -> participants().isEmpty());
  }

  List<ParticipantInfo> participants() {
    try {
      var answer = rooms.listParticipants(SEAT.room()).execute();
      return answer.isSuccessful() ? answer.body() : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  void removeAvatar() throws IOException {
    rooms.removeParticipant(SEAT.room(), SEAT.identity()).execute();
  }

  /** What the newest session published. */
  JsonObject publication() {
    var sessions = simulator().sessions();
    return sessions.getJsonObject(sessions.size() - 1).getJsonObject("publication");
  }

  @Override
  public void close() {
    if (simulator != null) {
      simulator.close();
    }
    livekit.close();
  }
}

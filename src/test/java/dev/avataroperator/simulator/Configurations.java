package dev.avataroperator.simulator;

import dev.avataroperator.egress.proto.AgoraEgressConfig;
import dev.avataroperator.egress.proto.ClientConfigureSession;
import dev.avataroperator.egress.proto.EgressType;
import dev.avataroperator.egress.proto.LiveKitEgressConfig;
import java.time.Duration;
import java.time.Instant;

/** Configurations that the service accepts, to be spoiled by tests. */
public final class Configurations {
  public static final int RATE = 24_000;

  private Configurations() {}

  public static ClientConfigureSession.Builder liveKit(Instant now) {
    return liveKit(now, "lobby", "avatar-1");
  }

  public static ClientConfigureSession.Builder liveKit(Instant now, String room, String identity) {
    var token = RtcTokens.liveKit(room, identity, now.plus(Duration.ofHours(1)));
    return ClientConfigureSession.newBuilder()
        .setSampleRate(RATE)
        .setEgressType(EgressType.EGRESS_TYPE_LIVEKIT)
        .setLivekitEgress(
            LiveKitEgressConfig.newBuilder()
                .setUrl("wss://livekit.example")
                .setRoomName(room)
                .setPublisherId(identity)
                .setApiToken(token));
  }

  public static ClientConfigureSession.Builder agora() throws Exception {
    return ClientConfigureSession.newBuilder()
        .setSampleRate(RATE)
        .setEgressType(EgressType.EGRESS_TYPE_AGORA)
        .setAgoraEgress(
            AgoraEgressConfig.newBuilder()
                .setChannelName("lobby")
                .setUid(1001)
                .setToken(RtcTokens.agora(3600)));
  }
}

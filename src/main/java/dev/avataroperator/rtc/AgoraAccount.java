package dev.avataroperator.rtc;

import dev.avataroperator.api.v1alpha1.Client;
import dev.avataroperator.api.v1alpha1.Rtc;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.egress.proto.AgoraEgressConfig;
import dev.avataroperator.egress.proto.ClientConfigureSession;
import dev.avataroperator.egress.proto.EgressType;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** An Agora project. Its tokens live 24 hours at most, and expiry removes the participant. */
final class AgoraAccount implements RtcAccount {
  static final String KIND = "Agora";

  private static final Duration DAY = Duration.ofHours(24);
  private static final long MOST_UID = 4_294_967_295L;

  private final String appId;
  private final AgoraTokens tokens;

  AgoraAccount(String appId, SecretText certificate) {
    this.appId = appId;
    this.tokens = new AgoraTokens(appId, certificate);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Optional<AvatarSeat> seat(
      Rtc rtc, String defaultIdentity, Map<String, String> ownAttributes) {
    return Optional.ofNullable(rtc.agora())
        .map(agora -> new AvatarSeat(agora.channel(), Long.toString(agora.uid()), Map.of()));
  }

  @Override
  public Duration longestTokenLife() {
    return DAY.minus(AgoraTokens.SKEW);
  }

  @Override
  public boolean expiryRemoves() {
    return true;
  }

  @Override
  public String keyVersion() {
    return tokens.keyVersion();
  }

  @Override
  public SecretText avatarToken(AvatarSeat seat, Validity validity) {
    return tokens.mint(seat.room(), seat.identity(), true, validity);
  }

  @Override
  public void configure(
      ClientConfigureSession.Builder message,
      AvatarSeat seat,
      SecretText token,
      Duration idleTimeout) {
    message
        .setEgressType(EgressType.EGRESS_TYPE_AGORA)
        .setAgoraEgress(
            AgoraEgressConfig.newBuilder()
                .setChannelName(seat.room())
                .setToken(token.reveal())
                .setUid(Integer.parseUnsignedInt(seat.identity()))
                .setPublisherId(seat.identity()));
  }

  @Override
  public String tokenKey() {
    return "agora-token";
  }

  @Override
  public Map<String, SecretText> egressData(AvatarSeat seat, SecretText token) {
    return Map.of(
        "agora-app-id", SecretText.of(appId),
        "agora-channel", SecretText.of(seat.room()),
        "agora-token", token,
        "agora-uid", SecretText.of(seat.identity()));
  }

  @Override
  public Map<String, SecretText> clientData(AvatarSeat seat, Client client, Validity validity) {
    var uid = Long.toString(client.agora().uid());
    var mayPublish =
        client.role() != Client.Role.Observer && !Boolean.FALSE.equals(client.canPublish());
    return Map.of(
        "app-id", SecretText.of(appId),
        "channel", SecretText.of(seat.room()),
        "token", tokens.mint(seat.room(), uid, mayPublish, validity),
        "uid", SecretText.of(uid));
  }

  @Override
  public String newIdentity(long random) {
    return Long.toString(1 + Long.remainderUnsigned(random, MOST_UID));
  }

  @Override
  public Map<String, SecretText> visitorData(AvatarSeat seat, Visitor visitor, Validity validity) {
    if (visitor.isDescribed()) {
      throw new IllegalArgumentException(
          "the session's room is Agora's, whose tokens carry no participant_name,"
              + " participant_metadata or participant_attributes: leave them out");
    }
    var uid = uid(visitor.identity());
    var mayPublish = visitor.role() != Client.Role.Observer;
    return Map.of(
        "app_id", SecretText.of(appId),
        "channel", SecretText.of(seat.room()),
        "token", tokens.mint(seat.room(), uid, mayPublish, validity),
        "uid", SecretText.of(uid));
  }

  private static String uid(String identity) {
    if (identity.matches("[1-9]\\d{0,9}") && Long.parseLong(identity) <= MOST_UID) {
      return identity;
    }
    throw new IllegalArgumentException(
        "the session's room is Agora's: participant_identity must be a uid from 1 to " + MOST_UID);
  }

  /** Channels are seen by Agora's REST API only, which isn't called. */
  @Override
  public Optional<RoomServer> rooms() {
    return Optional.empty();
  }
}

package dev.avataroperator.rtc;

import dev.avataroperator.api.v1alpha1.Client;
import dev.avataroperator.api.v1alpha1.Rtc;
import dev.avataroperator.api.v1alpha1.RtcProviderSpec;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.egress.proto.ClientConfigureSession;
import dev.avataroperator.egress.proto.EgressType;
import dev.avataroperator.egress.proto.LiveKitEgressConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A LiveKit server with an API key. */
final class LiveKitAccount implements RtcAccount {
  static final String KIND = "LiveKit";

  private static final Duration UNBOUNDED = Duration.ofDays(365);

  private final String url;
  private final LiveKitRoomServer rooms;
  private final LiveKitTokens tokens;

  LiveKitAccount(
      RtcProviderSpec.LiveKit livekit, String apiKey, SecretText apiSecret, String caBundle) {
    this.url = livekit.url();
    var apiUrl = livekit.apiUrl() == null ? LiveKitRooms.apiUrl(url) : livekit.apiUrl();
    this.rooms = new LiveKitRoomServer(apiUrl, apiKey, apiSecret, caBundle);
    this.tokens = new LiveKitTokens(apiKey, apiSecret);
  }

  @Override
  public Optional<AgentDispatcher> agents() {
    return Optional.of(new LiveKitAgents(rooms, Clock.systemUTC()));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Optional<AvatarSeat> seat(
      Rtc rtc, String defaultIdentity, Map<String, String> ownAttributes) {
    return Optional.ofNullable(rtc.livekit())
        .map(
            livekit -> {
              var attributes = new TreeMap<String, String>();
              Optional.ofNullable(livekit.attributes()).ifPresent(attributes::putAll);
              attributes.putAll(ownAttributes);
              if (livekit.onBehalfOf() != null) {
                attributes.put(LiveKitParticipants.ON_BEHALF_OF, livekit.onBehalfOf());
              }
              var identity = livekit.identity() == null ? defaultIdentity : livekit.identity();
              return new AvatarSeat(livekit.room(), identity, attributes);
            });
  }

  @Override
  public Duration longestTokenLife() {
    return UNBOUNDED;
  }

  /** The server refreshes the tokens of those who are connected. */
  @Override
  public boolean expiryRemoves() {
    return false;
  }

  @Override
  public String keyVersion() {
    return tokens.keyVersion();
  }

  @Override
  public SecretText avatarToken(AvatarSeat seat, Validity validity) {
    return tokens.avatar(seat, validity);
  }

  @Override
  public void configure(
      ClientConfigureSession.Builder message,
      AvatarSeat seat,
      SecretText token,
      Duration idleTimeout) {
    message
        .setEgressType(EgressType.EGRESS_TYPE_LIVEKIT)
        .setLivekitEgress(
            LiveKitEgressConfig.newBuilder()
                .setUrl(url)
                .setRoomName(seat.room())
                .setPublisherId(seat.identity())
                .putAllExtraAttributes(seat.attributes())
                .setIdleTimeout((int) idleTimeout.toSeconds())
                .setApiToken(token.reveal()));
  }

  @Override
  public String tokenKey() {
    return "livekit-token";
  }

  @Override
  public Map<String, SecretText> egressData(AvatarSeat seat, SecretText token) {
    return Map.of(
        "livekit-url", SecretText.of(url),
        "livekit-room", SecretText.of(seat.room()),
        "livekit-token", token,
        "publisher-id", SecretText.of(seat.identity()));
  }

  @Override
  public Map<String, SecretText> clientData(AvatarSeat seat, Client client, Validity validity) {
    var identity = client.livekit().identity();
    return Map.of(
        "url", SecretText.of(url),
        "token", tokens.client(seat, client, identity, validity),
        "room", SecretText.of(seat.room()),
        "identity", SecretText.of(identity));
  }

  @Override
  public String newIdentity(long random) {
    return "visitor-" + Long.toUnsignedString(random, 36);
  }

  @Override
  public Map<String, SecretText> visitorData(AvatarSeat seat, Visitor visitor, Validity validity) {
    return Map.of(
        "server_url", SecretText.of(url),
        "participant_token", tokens.visitor(seat, visitor, validity),
        "participant_name", SecretText.of(LiveKitTokens.nameOf(visitor)),
        "room_name", SecretText.of(seat.room()));
  }

  @Override
  public Optional<RoomServer> rooms() {
    return Optional.of(rooms);
  }
}

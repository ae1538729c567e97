package dev.avataroperator.simulator.configure;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.egress.proto.AgoraEgressConfig;
import dev.avataroperator.egress.proto.AudioFormat;
import dev.avataroperator.egress.proto.ClientConfigureSession;
import dev.avataroperator.egress.proto.EgressType;
import dev.avataroperator.egress.proto.LiveKitEgressConfig;
import dev.avataroperator.egress.proto.Message;
import dev.avataroperator.egress.proto.MessageType;
import dev.avataroperator.egress.proto.TransportCompression;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads a session's configuration and refuses what the simulator can't serve. */
public final class ConfigureCheck {
  private static final Set<String> SCHEMES = Set.of("ws", "wss", "http", "https");

  private static final List<Integer> OPUS_RATES = List.of(8000, 12000, 16000, 24000, 48000);

  private final Clock clock;

  public ConfigureCheck(Clock clock) {
    this.clock = clock;
  }

  /** What the session may now do, and the token that lets it into the room. */
  public record Configuration(
      Egress egress, SecretText rtcToken, AudioFormat format, int sampleRate) {}

  /** Reads the first frame. */
  public Configuration check(Buffer frame) {
    try {
      var message = Message.parseFrom(frame.getBytes());
      if (message.getType() == MessageType.MESSAGE_CLIENT_CONFIGURE_SESSION) {
        var configure = message.getClientConfigureSession();
        checkAudio(configure);
        return new Configuration(
            egress(configure),
            rtcToken(configure),
            configure.getAudioFormat(),
            configure.getSampleRate());
      }
    } catch (InvalidProtocolBufferException e) {
      throw ConfigureRefused.invalid("the first frame is not a message of this protocol");
    }
    throw ConfigureRefused.invalid("the first message must be a configuration");
  }

  private Egress egress(ClientConfigureSession configure) {
    if (configure.getEgressType() == EgressType.EGRESS_TYPE_LIVEKIT) {
      return liveKit(configure.getLivekitEgress());
    }
    if (configure.getEgressType() == EgressType.EGRESS_TYPE_AGORA) {
      return agora(configure.getAgoraEgress());
    }
    throw ConfigureRefused.badEgress(
        "set egress_type to LIVEKIT or AGORA; animation over the WebSocket isn't simulated");
  }

  private static SecretText rtcToken(ClientConfigureSession configure) {
    return SecretText.of(
        configure.getEgressType() == EgressType.EGRESS_TYPE_LIVEKIT
            ? configure.getLivekitEgress().getApiToken()
            : configure.getAgoraEgress().getToken());
  }

  private static void checkAudio(ClientConfigureSession configure) {
    var rate = configure.getSampleRate();
    if (rate < 8000 || rate > 48000) {
      throw ConfigureRefused.invalid("sample_rate " + rate + " is not within 8000 to 48000");
    }
    if (configure.getAudioFormat() == AudioFormat.UNRECOGNIZED) {
      throw ConfigureRefused.invalid("audio_format must be PCM_S16LE or OGG_OPUS");
    }
    if (configure.getAudioFormat() == AudioFormat.AUDIO_FORMAT_OGG_OPUS
        && !OPUS_RATES.contains(rate)) {
      throw ConfigureRefused.invalid(
          "unsupported sample rate " + rate + " of OGG_OPUS: use one of " + OPUS_RATES);
    }
    if (configure.getTransportCompression() != TransportCompression.TRANSPORT_COMPRESSION_NONE) {
      throw ConfigureRefused.invalid("transport_compression must be NONE");
    }
  }

  private Egress liveKit(LiveKitEgressConfig config) {
    require(config.getUrl(), "livekit_egress.url");
    require(config.getRoomName(), "livekit_egress.room_name");
    require(config.getPublisherId(), "livekit_egress.publisher_id");
    require(
        config.getApiToken(), "livekit_egress.api_token (api_key and api_secret are deprecated)");
    if (config.getIdleTimeout() < 0) {
      throw ConfigureRefused.badEgress("livekit_egress.idle_timeout is negative");
    }
    var token = LiveKitToken.read(config.getApiToken());
    token.requireJoins(config.getRoomName(), config.getPublisherId());
    if (!token.expiresAt().isAfter(clock.instant())) {
      throw ConfigureRefused.badEgress("livekit_egress.api_token has expired");
    }
    return new Egress.LiveKit(
        normalised(config.getUrl()),
        config.getRoomName(),
        config.getPublisherId(),
        token.expiresAt(),
        Duration.ofSeconds(config.getIdleTimeout()));
  }

  private Egress agora(AgoraEgressConfig config) {
    require(config.getChannelName(), "agora_egress.channel_name");
    require(config.getToken(), "agora_egress.token");
    if (config.getUid() == 0) {
      throw ConfigureRefused.badEgress("agora_egress.uid must not be 0");
    }
    var expiresAt = AgoraToken.expiry(config.getToken());
    if (!expiresAt.isAfter(clock.instant())) {
      throw ConfigureRefused.badEgress("agora_egress.token has expired");
    }
    var uid = Integer.toUnsignedLong(config.getUid());
    return new Egress.Agora(config.getChannelName(), uid, expiresAt);
  }

  private static void require(String value, String name) {
    if (value.isBlank()) {
      throw ConfigureRefused.badEgress(name + " is missing");
    }
  }

  /** One server has many spellings: the scheme, the host's case, a slash at the end. */
  private static String normalised(String url) {
    try {
      var uri = URI.create(url);
      var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (SCHEMES.contains(scheme) && uri.getHost() != null) {
        var secure = scheme.equals("wss") || scheme.equals("https");
        var port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
        var path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
        var host = uri.getHost().toLowerCase(Locale.ROOT);
        return (secure ? "wss" : "ws") + "://" + host + ":" + port + path;
      }
    } catch (IllegalArgumentException e) {
      throw ConfigureRefused.badEgress("livekit_egress.url is not a URL");
    }
    throw ConfigureRefused.badEgress("livekit_egress.url must be a ws, wss, http or https URL");
  }
}

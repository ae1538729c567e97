package dev.avataroperator.worker;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.avataroperator.control.Assignment;
import dev.avataroperator.control.Assignment.Audio;
import dev.avataroperator.control.Assignment.Desired;
import dev.avataroperator.control.Assignment.Egress;
import dev.avataroperator.control.Assignment.Ingest;
import dev.avataroperator.control.Assignment.IngestToken;
import dev.avataroperator.control.Assignment.Item;
import dev.avataroperator.control.Assignment.Playlist;
import dev.avataroperator.control.Assignment.SessionToken;
import dev.avataroperator.control.Assignment.Source;
import dev.avataroperator.control.WireJson;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.credential.Sha256;
import dev.avataroperator.egress.proto.AudioFormat;
import dev.avataroperator.egress.proto.ClientConfigureSession;
import dev.avataroperator.egress.proto.EgressType;
import dev.avataroperator.egress.proto.LiveKitEgressConfig;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Assignments that a worker and the simulated service accept, to be spoiled by tests. */
public record Orders(Assignment assignment) {
  static final String INGEST_TOKEN = "ingest-token";
  private static final int RATE = 24_000;

  public static Orders ingest(String ingressUrl, SessionToken... tokens) {
    return of(ingressUrl, new Source(new Ingest(), null), tokens);
  }

  static Orders playlist(String ingressUrl, List<String> urls, SessionToken... tokens) {
    var items = urls.stream().map(Item::new).toList();
    return of(ingressUrl, new Source(null, new Playlist(items, 0)), tokens);
  }

  Orders epoch(long epoch) {
    return with("epoch", epoch);
  }

  Orders term(long term) {
    return with("term", term);
  }

  public Orders desired(Desired desired) {
    return with("desired", desired);
  }

  Orders audio(String format, int rate) {
    return with("audio", new Audio(format, rate, assignment.audio().source()));
  }

  /** The same session in Ogg Opus. */
  Orders opus() {
    var pcm = assignment.egress();
    var egress = new Egress(pcm.ingressUrl(), pcm.appId(), pcm.avatarId(), configure(true));
    return with("egress", egress).audio("OGG_OPUS", RATE);
  }

  public Orders tokens(SessionToken... tokens) {
    return with("sessionTokens", tokens);
  }

  Orders ingestToken(String token, Instant expiry) {
    return with("ingestTokens", List.of(new IngestToken(Sha256.hex(token), expiry)));
  }

  /** Changes the one member, as a JSON document. */
  private Orders with(String member, Object value) {
    try {
      var json = WireJson.mapper();
      ObjectNode changed = json.valueToTree(assignment);
      changed.set(member, json.valueToTree(value));
      return new Orders(json.treeToValue(changed, Assignment.class));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static Orders of(String ingressUrl, Source source, SessionToken... tokens) {
    var ingestToken = new IngestToken(Sha256.hex(INGEST_TOKEN), Instant.now().plusSeconds(3600));
    return new Orders(
        new Assignment(
            "lobby/hello",
            1,
            0,
            Desired.Running,
            new Egress(ingressUrl, "app-1", "avatar-a", configure(false)),
            new Audio("PCM_S16LE", RATE, source),
            List.of(tokens),
            List.of(ingestToken),
            true));
  }

  private static SecretText configure(boolean opus) {
    var rtcToken =
        JWT.create()
            .withIssuer("devkey")
            .withSubject("avatar-1")
            .withExpiresAt(Instant.now().plusSeconds(3600))
            .withClaim("video", Map.of("roomJoin", true, "room", "lobby"))
            .sign(Algorithm.HMAC256("a secret of at least thirty-two characters"));
    var message =
        ClientConfigureSession.newBuilder()
            .setSampleRate(RATE)
            .setAudioFormatValue(
                opus
                    ? AudioFormat.AUDIO_FORMAT_OGG_OPUS_VALUE
                    : AudioFormat.AUDIO_FORMAT_PCM_S16LE_VALUE)
            .setEgressType(EgressType.EGRESS_TYPE_LIVEKIT)
            .setLivekitEgress(
                LiveKitEgressConfig.newBuilder()
                    .setUrl("wss://livekit.example")
                    .setRoomName("lobby")
                    .setPublisherId("avatar-1")
                    .setApiToken(rtcToken))
            .build();
    return SecretText.of(Base64.getEncoder().encodeToString(message.toByteArray()));
  }
}

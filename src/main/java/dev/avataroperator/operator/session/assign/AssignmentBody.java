package dev.avataroperator.operator.session.assign;

import dev.avataroperator.control.Assignment;
import dev.avataroperator.control.Assignment.Audio;
import dev.avataroperator.control.Assignment.Desired;
import dev.avataroperator.control.Assignment.Egress;
import dev.avataroperator.control.Assignment.Ingest;
import dev.avataroperator.control.Assignment.Item;
import dev.avataroperator.control.Assignment.Playlist;
import dev.avataroperator.control.Assignment.SessionToken;
import dev.avataroperator.control.Assignment.Source;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.egress.proto.AudioFormat;
import dev.avataroperator.egress.proto.ClientConfigureSession;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.EffectiveSession;
import dev.avataroperator.operator.session.turn.Issued;
import dev.avataroperator.operator.session.turn.Turn;
import java.util.Base64;

/** What a worker is told of a session: the same input gives the same bytes. */
final class AssignmentBody {
  private AssignmentBody() {}

  static Assignment of(Turn turn, Accepted accepted, Issued issued) {
    var settings = accepted.settings();
    return new Assignment(
        turn.label(),
        issued.epoch(),
        0,
        Desired.Running,
        new Egress(
            accepted.console().dialect(),
            accepted.service().regions().get(0).ingressUrl(),
            accepted.service().appId(),
            turn.session().getSpec().avatar().id(),
            configure(accepted, issued),
            accepted.console().caBundle()),
        new Audio(
            settings.format().name(),
            settings.sampleRateHz(),
            source(settings, issued.firstItem())),
        issued.sessionTokens().stream()
            .map(token -> new SessionToken(token.generation(), token.value(), token.expiresAt()))
            .toList(),
        issued.ingestTokens(),
        true);
  }

  private static SecretText configure(Accepted accepted, Issued issued) {
    var settings = accepted.settings();
    var message =
        ClientConfigureSession.newBuilder()
            .setSampleRate(settings.sampleRateHz())
            .setAudioFormat(AudioFormat.AUDIO_FORMAT_PCM_S16LE);
    accepted
        .rtc()
        .configure(message, accepted.seat(), issued.rtcToken().value(), settings.idleTimeout());
    return SecretText.of(Base64.getEncoder().encodeToString(message.build().toByteArray()));
  }

  private static Source source(EffectiveSession settings, int firstItem) {
    return settings
        .playlist()
        .map(
            playlist ->
                new Source(
                    null,
                    new Playlist(
                        playlist.items().stream().map(item -> new Item(item.url())).toList(),
                        firstItem)))
        .orElseGet(() -> new Source(new Ingest(), null));
  }
}

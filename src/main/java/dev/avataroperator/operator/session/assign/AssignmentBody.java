package dev.avataroperator.operator.session.assign;

import dev.avataroperator.api.v1alpha1.GoDuration;
import dev.avataroperator.control.Assignment;
import dev.avataroperator.control.Assignment.Audio;
import dev.avataroperator.control.Assignment.Desired;
import dev.avataroperator.control.Assignment.Egress;
import dev.avataroperator.control.Assignment.Ingest;
import dev.avataroperator.control.Assignment.Playlist;
import dev.avataroperator.control.Assignment.SessionToken;
import dev.avataroperator.control.Assignment.Source;
import dev.avataroperator.control.Assignment.Tone;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.egress.proto.AudioFormat;
import dev.avataroperator.egress.proto.ClientConfigureSession;
import dev.avataroperator.operator.rooms.Sight;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.EffectiveSession;
import dev.avataroperator.operator.session.turn.Issued;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.StreamPlan.Kind;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.status.ConditionType;
import dev.avataroperator.status.Reason;
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
        turn.plan().filter(StreamPlan::isParked).isPresent() ? Desired.Parked : Desired.Running,
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
            source(accepted, issued.firstItem())),
        issued.sessionTokens().stream()
            .map(token -> new SessionToken(token.generation(), token.value(), token.expiresAt()))
            .toList(),
        issued.ingestTokens(),
        isPublished(turn));
  }

  /**
   * Whether the first audio need not be held for people to hear it: the avatar was seen in the room
   * in this epoch, or nobody can say.
   */
  private static boolean isPublished(Turn turn) {
    var kind = turn.sight().kind();
    var isRunning = turn.plan().filter(plan -> plan.kind() == Kind.RUNNING).isPresent();
    if (kind == Sight.Kind.NOT_OBSERVABLE) {
      return true;
    }
    var isSeen = kind == Sight.Kind.PUBLISHING && turn.plan().orElseThrow().isStreaming();
    return isRunning && (isSeen || wasPublished(turn));
  }

  private static boolean wasPublished(Turn turn) {
    var isUnobservable =
        turn.sight().kind() == Sight.Kind.UNKNOWN
            && turn.storedCondition(ConditionType.MediaPublishing)
                .filter(before -> before.getReason().equals(Reason.NotObservable.name()))
                .isPresent();
    var sid = turn.stored().map(status -> status.rtc()).map(rtc -> rtc.participantSid());
    return isUnobservable || sid.isPresent();
  }

  private static SecretText configure(Accepted accepted, Issued issued) {
    var settings = accepted.settings();
    var message =
        ClientConfigureSession.newBuilder()
            .setSampleRate(settings.sampleRateHz())
            .setAudioFormat(AudioFormat.valueOf("AUDIO_FORMAT_" + settings.format()));
    accepted
        .rtc()
        .configure(
            message,
            accepted.seat(),
            issued.rtcToken().orElseThrow().value(),
            settings.idleTimeout());
    return SecretText.of(Base64.getEncoder().encodeToString(message.build().toByteArray()));
  }

  private static Source source(Accepted accepted, int firstItem) {
    var settings = accepted.settings();
    if (settings.isIngest()) {
      return new Source(new Ingest(), null);
    }
    return settings
        .playlist()
        .map(
            playlist ->
                new Playlist(
                    accepted.items(),
                    firstItem,
                    Boolean.TRUE.equals(playlist.repeat()),
                    settings.gap().toMillis()))
        .map(playlist -> new Source(null, playlist))
        .orElseGet(() -> new Source(null, null, tone(settings)));
  }

  private static Tone tone(EffectiveSession settings) {
    var tone = settings.tone().orElseThrow();
    return new Tone(tone.frequencyHz(), GoDuration.parse(tone.duration()).toMillis());
  }
}

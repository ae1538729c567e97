package dev.avataroperator.operator.session.assign;

import dev.avataroperator.api.v1alpha1.AvatarServiceSpec;
import dev.avataroperator.api.v1alpha1.AvatarServiceSpec.Region;
import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.RtcProviderSpec;
import dev.avataroperator.api.v1alpha1.SecretRef;
import dev.avataroperator.credential.ConsoleAccount;
import dev.avataroperator.credential.Credential;
import dev.avataroperator.credential.Dialect;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.EffectiveSession;
import dev.avataroperator.operator.session.turn.Issued;
import dev.avataroperator.rtc.AvatarSeat;
import dev.avataroperator.rtc.InvalidRtcAccountException;
import dev.avataroperator.rtc.RtcAccount;
import dev.avataroperator.rtc.RtcVendor;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the steps before the assignment have found of a session. */
final class AcceptedSession {
  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

  private AcceptedSession() {}

  static Accepted of(AvatarSession session) {
    var region = new Region("local", "http://127.0.0.1:1", "ws://127.0.0.1:1");
    return new Accepted(
        EffectiveSession.of(session),
        new AvatarServiceSpec(null, "app", null, List.of(region), null, null, null, null),
        new ConsoleAccount(
            Dialect.SpatialReal, URI.create(region.consoleUrl()), SecretText.of(KEY), null),
        livekit(),
        new AvatarSeat("lobby", "avatar", Map.of()),
        "tests/default",
        List.of());
  }

  static Issued issued(long epoch, Runnable whenTold) {
    var token = new Credential(SecretText.of("t"), 1, Instant.EPOCH, LATER, LATER);
    return new Issued(
        epoch, Optional.of(token), List.of(token), List.of(), null, 0, List.of(), whenTold);
  }

  /** The -egress Secret as it was written for this epoch. */
  static Secret egress(AvatarSession session, long epoch) {
    return egress(EffectiveSession.of(session).streamVersion(), epoch);
  }

  static Secret egress(String streamVersion, long epoch) {
    return new SecretBuilder()
        .withNewMetadata()
        .addToAnnotations(Names.EPOCH, Long.toString(epoch))
        .addToAnnotations(Names.STREAM, streamVersion)
        .endMetadata()
        .addToData("session-token", "dA==")
        .build();
  }

  private static RtcAccount livekit() {
    var spec =
        new RtcProviderSpec(
            new RtcProviderSpec.LiveKit("ws://127.0.0.1:1", null, new SecretRef("livekit")),
            null,
            null,
            null);
    var keys = Map.of("api-key", SecretText.of("key"), "api-secret", SecretText.of(KEY));
    try {
      return RtcVendor.of(spec).open(spec, keys, null);
    } catch (InvalidRtcAccountException e) {
      throw new IllegalStateException(e);
    }
  }
}

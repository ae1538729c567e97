package dev.avataroperator.bench;

import dev.avataroperator.testing.Accounts;
import dev.avataroperator.testing.Chromium;
import dev.avataroperator.testing.LiveKitServer;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.Tenant;
import io.livekit.server.AccessToken;
import io.livekit.server.RoomJoin;
import io.livekit.server.RoomName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** A real LiveKit server, real browsers, and sessions whose avatars stand in its rooms. */
final class RoomRig implements AutoCloseable {
  private static final Duration LIFE = Duration.ofHours(2);

  private final Tenant tenant;
  private final LiveKitServer livekit;
  private final Chromium chromium;
  private final Pages pages;

  /** Where somebody joins; prints no token. */
  record Seat(String url, String token) {
    @Override
    public String toString() {
      return url;
    }
  }

  RoomRig(Tenant tenant) throws IOException {
    this.tenant = tenant;
    var secret = UUID.randomUUID() + "-" + UUID.randomUUID();
    livekit = new LiveKitServer(Path.of("target/it-logs/livekit"), "benchkey", secret).start();
    chromium = new Chromium();
    pages = new Pages();
    tenant.apply(Accounts.sourceSecret("real", "api-key: benchkey, api-secret: " + secret));
    tenant.apply(
        """
        apiVersion: avatar-operator.dev/v1alpha1
        kind: RtcProvider
        metadata: {name: real}
        spec: {livekit: {url: '%s', keySecretRef: {name: real}}}
        """
            .formatted(livekit.url()));
  }

  Tenant tenant() {
    return tenant;
  }

  Chromium chromium() {
    return chromium;
  }

  Pages pages() {
    return pages;
  }

  /** Applies a session that speaks what is pushed, in the room of its name. */
  void apply(String session) {
    tenant.apply(
        Samples.ingestOnLiveKit(session, tenant.room(session))
            .replace("{name: livekit}", "{name: real}"));
  }

  void delete(String session) {
    tenant.handle(session).delete();
    tenant.eventually(
        () -> {
          if (tenant.session(session) != null) {
            throw new AssertionError(session + " is still there");
          }
        });
  }

  /** A seat in the room of that session, for somebody of that name. */
  Seat seat(String session, String identity) {
    var now = Instant.now();
    var token = new AccessToken(livekit.key(), livekit.secret());
    token.setIdentity(identity);
    token.setNotBefore(Date.from(now.minusSeconds(60)));
    token.setExpiration(Date.from(now.plus(LIFE)));
    token.addGrants(new RoomJoin(true), new RoomName(tenant.room(session)));
    return new Seat(livekit.url().toString(), token.toJwt());
  }

  /** Milliseconds of the machine's wall clock, with fractions. */
  static double now() {
    return millis(Instant.now());
  }

  static double millis(Instant at) {
    return at.getEpochSecond() * 1e3 + at.getNano() / 1e6;
  }

  @Override
  public void close() {
    pages.close();
    chromium.close();
    livekit.close();
  }
}

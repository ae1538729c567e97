package dev.avataroperator.operator.session;

import dev.avataroperator.credential.Backoff;
import dev.avataroperator.credential.RenewalPlan;
import dev.avataroperator.operator.OperatorParts;
import java.security.SecureRandom;
import java.util.Random;

/** The parts of the session controller, wired once. */
record SessionParts(
    SessionSources sources,
    RoomClaims claims,
    Acceptance acceptance,
    Placing placing,
    Credentials credentials,
    Assigning assigning,
    Observation observation,
    Release release,
    StatusWriter status,
    Measurements measurements) {

  static SessionParts wire(OperatorParts operator, SessionSources sources) {
    var started = operator.clock().instant();
    var backoff = new Backoff(new Random());
    var claims = new RoomClaims();
    var progress = new PlaylistProgress();
    var observation = new Observation(progress);
    var secrets = new OwnSecrets(operator.client(), sources);
    var measurements = new Measurements(secrets, new WriteBudget(20), started);
    var events = new SessionEvents(operator.events());
    var status =
        new StatusWriter(operator.client(), sources, new StatusAssembly(measurements), events);
    var placing = new Placing(operator.fleet(), secrets);
    return new SessionParts(
        sources,
        claims,
        new Acceptance(operator.settings(), sources, claims, operator.install()),
        placing,
        credentials(operator, sources, secrets, new Extras(measurements, backoff, progress)),
        new Assigning(placing, status, observation, new Attempts(backoff), started),
        observation,
        new Release(operator.fleet(), secrets, events),
        status,
        measurements);
  }

  /** Forgets what was remembered of a session that is gone. */
  void forget(String uid) {
    claims.release(uid);
    placing.forget(uid);
    credentials.forget(uid);
    assigning.forget(uid);
    observation.forget(uid);
    measurements.forget(uid);
  }

  private static Credentials credentials(
      OperatorParts operator, SessionSources sources, OwnSecrets secrets, Extras extras) {
    var renewals = new RenewalPlan(new Random());
    return new Credentials(
        sources,
        new EgressCredentials(
            secrets,
            new SessionTokens(
                new TimedMinter(operator.minter(), extras.measurements()),
                renewals,
                operator.settings()),
            renewals,
            extras.progress()),
        new IngestCredentials(secrets, renewals, new SecureRandom(), operator.settings()),
        new ClientCredentials(secrets, renewals),
        extras.backoff());
  }

  private record Extras(Measurements measurements, Backoff backoff, PlaylistProgress progress) {}
}

package dev.avataroperator.operator.session;

import dev.avataroperator.credential.Backoff;
import dev.avataroperator.credential.MintGate;
import dev.avataroperator.credential.RenewalPlan;
import dev.avataroperator.gateway.Visits;
import dev.avataroperator.operator.OperatorParts;
import dev.avataroperator.operator.session.accept.Acceptance;
import dev.avataroperator.operator.session.accept.RoomClaims;
import dev.avataroperator.operator.session.assign.Handover;
import dev.avataroperator.operator.session.assign.Whereabouts;
import dev.avataroperator.operator.session.credential.BrokerKeys;
import dev.avataroperator.operator.session.credential.ClientCredentials;
import dev.avataroperator.operator.session.credential.Credentials;
import dev.avataroperator.operator.session.credential.EgressCredentials;
import dev.avataroperator.operator.session.credential.IngestAddresses;
import dev.avataroperator.operator.session.credential.IngestCredentials;
import dev.avataroperator.operator.session.credential.OwnSecrets;
import dev.avataroperator.operator.session.credential.RandomTokens;
import dev.avataroperator.operator.session.credential.RtcTokens;
import dev.avataroperator.operator.session.credential.SessionTokens;
import dev.avataroperator.operator.session.credential.TimedMinter;
import dev.avataroperator.operator.session.driver.BrokerDoor;
import dev.avataroperator.operator.session.driver.Departure;
import dev.avataroperator.operator.session.driver.Dispatches;
import dev.avataroperator.operator.session.driver.DriverEpochs;
import dev.avataroperator.operator.session.driver.Drivers;
import dev.avataroperator.operator.session.driver.Outside;
import dev.avataroperator.operator.session.driver.RtcAccounts;
import dev.avataroperator.operator.session.driver.UnseenRooms;
import dev.avataroperator.operator.session.end.Course;
import dev.avataroperator.operator.session.end.Failures;
import dev.avataroperator.operator.session.end.Idleness;
import dev.avataroperator.operator.session.end.Release;
import dev.avataroperator.operator.session.end.Restarts;
import dev.avataroperator.operator.session.source.SessionSources;
import dev.avataroperator.operator.session.status.Measurements;
import dev.avataroperator.operator.session.status.Observation;
import dev.avataroperator.operator.session.status.SessionEvents;
import dev.avataroperator.operator.session.status.StatusAssembly;
import dev.avataroperator.operator.session.status.StatusWriter;
import dev.avataroperator.operator.session.status.WriteBudget;
import dev.avataroperator.operator.session.turn.Attempts;
import dev.avataroperator.operator.session.turn.PlaylistProgress;
import dev.avataroperator.operator.session.visit.SessionVisits;
import java.security.SecureRandom;
import java.util.Random;

/** The parts of the session controller, wired once. */
record SessionParts(
    SessionSources sources,
    RoomClaims claims,
    Acceptance acceptance,
    Whereabouts whereabouts,
    Credentials credentials,
    Handover handover,
    Observation observation,
    Release release,
    Course course,
    Drivers drivers,
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
    var whereabouts = new Whereabouts(operator.fleet(), secrets);
    var outside =
        new Outside(
            new BrokerDoor(operator.broker()),
            new Dispatches(secrets, new RtcAccounts(sources), backoff),
            new UnseenRooms());
    var release =
        new Release(operator.fleet(), secrets, new Departure(outside), events, measurements);
    var course =
        new Course(
            release, new Restarts(release, progress, backoff), new Failures(), new Idleness());
    var credentials =
        credentials(operator, sources, secrets, new Extras(measurements, backoff, progress));
    var driving =
        new Drivers.Parts(credentials, new DriverEpochs(secrets), outside, release, course);
    return new SessionParts(
        sources,
        claims,
        new Acceptance(operator.settings(), sources, claims, operator.install()),
        whereabouts,
        credentials,
        new Handover(whereabouts, status, observation, new Attempts(backoff), started),
        observation,
        release,
        course,
        new Drivers(driving, status),
        status,
        measurements);
  }

  /** Forgets what was remembered of a session that is gone. */
  void forget(String uid) {
    sources.writes().forget(uid);
    claims.release(uid);
    acceptance.forget(uid);
    whereabouts.forget(uid);
    credentials.forget(uid);
    handover.forget(uid);
    observation.forget(uid);
    release.forget(uid);
    course.forget(uid);
    drivers.forget(uid);
    measurements.forget(uid);
  }

  /** Those who join rooms with tokens that they asked for. */
  Visits visits(OperatorParts operator) {
    return new SessionVisits(
        operator.client(), acceptance, sources, operator.clock(), new SecureRandom()::nextLong);
  }

  private static Credentials credentials(
      OperatorParts operator, SessionSources sources, OwnSecrets secrets, Extras extras) {
    var renewals = new RenewalPlan(new Random());
    var random = new RandomTokens(renewals, new SecureRandom());
    var settings = operator.settings();
    return new Credentials(
        new IngestAddresses(sources),
        new EgressCredentials(
            secrets,
            new SessionTokens(
                new TimedMinter(operator.minter(), extras.measurements()::tokenMinted),
                renewals,
                settings,
                new MintGate(extras.backoff())),
            new RtcTokens(renewals),
            new BrokerKeys(random, settings.broker(), operator.broker()),
            extras.progress()),
        new IngestCredentials(secrets, random, settings),
        new ClientCredentials(secrets, renewals),
        extras.backoff());
  }

  private record Extras(Measurements measurements, Backoff backoff, PlaylistProgress progress) {}
}

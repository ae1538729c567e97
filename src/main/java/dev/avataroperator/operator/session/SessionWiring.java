package dev.avataroperator.operator.session;

import dev.avataroperator.credential.Backoff;
import dev.avataroperator.credential.MintGate;
import dev.avataroperator.credential.RenewalPlan;
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
import dev.avataroperator.operator.session.driver.BroughtAvatar;
import dev.avataroperator.operator.session.driver.Dispatches;
import dev.avataroperator.operator.session.driver.DriverEpochs;
import dev.avataroperator.operator.session.driver.Drivers;
import dev.avataroperator.operator.session.driver.Outside;
import dev.avataroperator.operator.session.driver.OutsideEnd;
import dev.avataroperator.operator.session.end.Course;
import dev.avataroperator.operator.session.end.Failures;
import dev.avataroperator.operator.session.end.Idleness;
import dev.avataroperator.operator.session.end.Release;
import dev.avataroperator.operator.session.end.Restarts;
import dev.avataroperator.operator.session.room.Audience;
import dev.avataroperator.operator.session.room.Departure;
import dev.avataroperator.operator.session.room.OrphanSweep;
import dev.avataroperator.operator.session.room.Presence;
import dev.avataroperator.operator.session.room.RoomWatch;
import dev.avataroperator.operator.session.room.RtcAccounts;
import dev.avataroperator.operator.session.source.SessionSources;
import dev.avataroperator.operator.session.status.Measurements;
import dev.avataroperator.operator.session.status.Observation;
import dev.avataroperator.operator.session.status.SessionEvents;
import dev.avataroperator.operator.session.status.StatusAssembly;
import dev.avataroperator.operator.session.status.StatusWriter;
import dev.avataroperator.operator.session.status.WriteBudget;
import dev.avataroperator.operator.session.turn.Attempts;
import dev.avataroperator.operator.session.turn.PlaylistProgress;
import dev.avataroperator.operator.session.turn.Turn;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Random;

/** Puts the parts of the session controller together, once. */
final class SessionWiring {
  private final OperatorParts operator;
  private final SessionSources sources;
  private final Instant started;
  private final Backoff backoff = new Backoff(new Random());
  private final PlaylistProgress progress = new PlaylistProgress();
  private final Observation observation = new Observation(progress);
  private final Audience audience = new Audience();
  private final OwnSecrets secrets;
  private final RoomWatch rooms;
  private final Presence presence;
  private final Departure departure;
  private final Measurements measurements;
  private final SessionEvents events;
  private final StatusWriter status;

  SessionWiring(OperatorParts operator, SessionSources sources) {
    this.operator = operator;
    this.sources = sources;
    started = operator.clock().instant();
    secrets = new OwnSecrets(operator.client(), sources);
    rooms = new RoomWatch(operator.rooms(), turn -> EgressCredentials.leaving(secrets, turn));
    presence = new Presence(rooms);
    departure =
        new Departure(
            new RtcAccounts(sources), operator.servers(), operator.rooms(), operator.install());
    measurements =
        new Measurements(secrets, new WriteBudget(20), started, presence::confirmToPublished);
    events = new SessionEvents(operator.events());
    status = new StatusWriter(operator.client(), sources, new StatusAssembly(measurements), events);
  }

  SessionParts parts() {
    operator
        .rooms()
        .listen(
            new OrphanSweep(sources, operator.servers(), operator.install(), operator.events()));
    var claims = new RoomClaims();
    var whereabouts =
        new Whereabouts(operator.fleet(), turn -> secrets.find(turn, EgressCredentials.name(turn)));
    var outside = outside();
    var ends = new Release.Ends(secrets, departure, new OutsideEnd(outside), operator.clock());
    var release = new Release(operator.fleet(), ends, events, measurements);
    var course = course(release);
    var credentials = credentials();
    var driving =
        new Drivers.Parts(credentials, new DriverEpochs(secrets), outside, release, course);
    return new SessionParts(
        sources,
        claims,
        new Acceptance(operator.settings(), sources, claims, rooms, operator.install()),
        whereabouts,
        credentials,
        new Handover(whereabouts, this::commit, observation, new Attempts(backoff), started),
        observation,
        rooms,
        presence,
        audience,
        release,
        course,
        new Drivers(driving, status),
        status,
        measurements);
  }

  /** Who stands in the room stays the avatar until another connection is about to begin. */
  private void commit(Turn turn) {
    rooms.begins(turn);
    status.commit(turn);
  }

  private Outside outside() {
    return new Outside(
        new BrokerDoor(operator.broker()),
        Dispatches.of(secrets, new RtcAccounts(sources), backoff, operator.clock()),
        new BroughtAvatar(presence, rooms, departure));
  }

  private Course course(Release release) {
    return new Course(
        release,
        new Restarts(release, progress, backoff),
        new Failures(),
        new Idleness(audience),
        presence);
  }

  private Credentials credentials() {
    var renewals = new RenewalPlan(new Random());
    var random = new RandomTokens(renewals, new SecureRandom());
    var settings = operator.settings();
    return new Credentials(
        new IngestAddresses(sources),
        new EgressCredentials(
            secrets,
            new SessionTokens(
                new TimedMinter(operator.minter(), measurements::tokenMinted),
                renewals,
                settings,
                new MintGate(backoff)),
            new RtcTokens(renewals),
            new BrokerKeys(random, settings.broker(), operator.broker()),
            progress),
        new IngestCredentials(secrets, random, settings),
        new ClientCredentials(secrets, renewals),
        backoff);
  }
}

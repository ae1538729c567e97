package dev.avataroperator.operator.session;

import dev.avataroperator.gateway.Visits;
import dev.avataroperator.operator.OperatorParts;
import dev.avataroperator.operator.session.accept.Acceptance;
import dev.avataroperator.operator.session.accept.RoomClaims;
import dev.avataroperator.operator.session.assign.Handover;
import dev.avataroperator.operator.session.assign.Whereabouts;
import dev.avataroperator.operator.session.credential.Credentials;
import dev.avataroperator.operator.session.driver.Drivers;
import dev.avataroperator.operator.session.end.Course;
import dev.avataroperator.operator.session.end.Release;
import dev.avataroperator.operator.session.room.Audience;
import dev.avataroperator.operator.session.room.Presence;
import dev.avataroperator.operator.session.room.RoomWatch;
import dev.avataroperator.operator.session.source.SessionSources;
import dev.avataroperator.operator.session.status.Measurements;
import dev.avataroperator.operator.session.status.Observation;
import dev.avataroperator.operator.session.status.StatusWriter;
import dev.avataroperator.operator.session.visit.SessionVisits;
import java.security.SecureRandom;

/** The parts of the session controller, wired once. */
record SessionParts(
    SessionSources sources,
    RoomClaims claims,
    Acceptance acceptance,
    Whereabouts whereabouts,
    Credentials credentials,
    Handover handover,
    Observation observation,
    RoomWatch rooms,
    Presence presence,
    Audience audience,
    Release release,
    Course course,
    Drivers drivers,
    StatusWriter status,
    Measurements measurements) {

  /** Its room isn't looked into any more. */
  void leaveRoom(String uid) {
    presence.forget(uid);
    audience.forget(uid);
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
    leaveRoom(uid);
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
}

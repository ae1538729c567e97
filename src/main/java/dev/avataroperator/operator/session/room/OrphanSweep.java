package dev.avataroperator.operator.session.room;

import dev.avataroperator.operator.EventReason;
import dev.avataroperator.operator.EventRecorder;
import dev.avataroperator.operator.Install;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.rooms.RoomAddress;
import dev.avataroperator.operator.rooms.RoomListener;
import dev.avataroperator.operator.rooms.RoomReading;
import dev.avataroperator.operator.rooms.RoomServers;
import dev.avataroperator.operator.session.source.SessionSources;
import dev.avataroperator.rtc.Participant;
import dev.avataroperator.rtc.RoomException;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Takes avatars out of rooms that no session stands behind any more: those that this installation
 * marked, whose session is gone or over, whose seat no other session has been given, and who are
 * still there under the same sid.
 */
public final class OrphanSweep implements RoomListener {
  private static final Logger LOG = Logger.getLogger(OrphanSweep.class);

  private final SessionSources sources;
  private final RoomServers servers;
  private final Install install;
  private final EventRecorder events;

  public OrphanSweep(
      SessionSources sources, RoomServers servers, Install install, EventRecorder events) {
    this.sources = sources;
    this.servers = servers;
    this.install = install;
    this.events = events;
  }

  @Override
  public void roomChanged(String sessionUid) {
    sources.wake(sessionUid);
  }

  @Override
  public void roomRead(RoomAddress address, RoomReading reading) {
    for (var participant : reading.participants()) {
      if (isOrphan(address, participant)) {
        remove(address, participant);
      }
    }
  }

  private boolean isOrphan(RoomAddress address, Participant participant) {
    var marks = participant.attributes();
    if (!install.id().equals(marks.get(Names.INSTALL))) {
      return false;
    }
    var session = marks.getOrDefault(Names.SESSION_UID, "");
    var seat = address.server().seat(address.room(), participant.identity());
    return Stream.concat(sources.withUid(session).stream(), sources.seats().at(seat).stream())
        .noneMatch(known -> SeatHolders.holds(known, session));
  }

  private void remove(RoomAddress address, Participant orphan) {
    try {
      var isStillThere =
          servers.list(address).stream().anyMatch(present -> present.sid().equals(orphan.sid()));
      if (isStillThere && isOrphan(address, orphan)) {
        servers.remove(address, orphan.identity());
        events.warning(
            address.provider(),
            EventReason.OrphanRemoved,
            "An avatar without a session was taken out of a room.");
        LOG.infof("%s: an avatar without a session was taken out of a room", address.server());
      }
    } catch (RoomException e) {
      LOG.infof("%s: an avatar without a session stays for now: %s", address.server(), e);
    }
  }
}

package dev.avataroperator.operator.session.room;

import dev.avataroperator.operator.Install;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.rooms.RoomAddress;
import dev.avataroperator.operator.rooms.RoomServers;
import dev.avataroperator.operator.session.source.References;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.rtc.AvatarSeat;
import dev.avataroperator.rtc.InvalidRtcAccountException;
import dev.avataroperator.rtc.RoomException;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Has a session's avatar leave its room, if it is still there. Nothing that is missing or fails
 * blocks: the end of the session at the service takes it away as well.
 */
public final class Departure {
  private static final Logger LOG = Logger.getLogger(Departure.class);

  private final RtcAccounts accounts;
  private final RoomServers servers;
  private final Install install;

  public Departure(RtcAccounts accounts, RoomServers servers, Install install) {
    this.accounts = accounts;
    this.servers = servers;
    this.install = install;
  }

  /** Blocks for the time of two calls at most; only an avatar of this very session leaves. */
  public void leave(Turn turn) {
    try {
      var seat = seat(turn);
      if (seat.isPresent()) {
        leave(turn, seat.get());
      }
    } catch (RoomException | InvalidRtcAccountException e) {
      LOG.infof("%s: its room wasn't looked into at the end: %s", turn.label(), e.getMessage());
    }
  }

  private record Place(RoomAddress address, AvatarSeat seat) {}

  private Optional<Place> seat(Turn turn) throws InvalidRtcAccountException {
    var provider = accounts.provider(turn.session());
    if (provider.isEmpty()) {
      return Optional.empty();
    }
    var account = accounts.open(provider.get());
    var marks = Map.of(Names.INSTALL, install.id(), Names.SESSION_UID, turn.uid());
    var identity = References.defaultIdentity(turn.uid());
    var seat = account.seat(turn.session().getSpec().rtc(), identity, marks);
    return account
        .rooms()
        .flatMap(
            server ->
                seat.map(
                    found ->
                        new Place(new RoomAddress(server, found.room(), provider.get()), found)));
  }

  private void leave(Turn turn, Place place) throws RoomException {
    var identity = place.seat().identity();
    var marks = RoomWatch.marks(place.seat()).entrySet();
    var isThere =
        servers.list(place.address()).stream()
            .filter(participant -> participant.identity().equals(identity))
            .anyMatch(participant -> participant.attributes().entrySet().containsAll(marks));
    if (isThere) {
      servers.remove(place.address(), identity);
      LOG.infof("%s: the avatar was taken out of its room", turn.label());
    }
  }
}

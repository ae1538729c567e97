package dev.avataroperator.operator.session.room;

import dev.avataroperator.api.v1alpha1.AvatarSessionStatus;
import dev.avataroperator.operator.Install;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.rooms.RoomAddress;
import dev.avataroperator.operator.rooms.RoomServers;
import dev.avataroperator.operator.rooms.Rooms;
import dev.avataroperator.operator.session.credential.EgressCredentials;
import dev.avataroperator.operator.session.source.References;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.rtc.AvatarSeat;
import dev.avataroperator.rtc.InvalidRtcAccountException;
import dev.avataroperator.rtc.RoomException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Has a session's avatar leave its room, if it is still there. What is missing doesn't count: then
 * the end of the session at the service has to take it away.
 */
public final class Departure {
  private static final Logger LOG = Logger.getLogger(Departure.class);

  private final RtcAccounts accounts;
  private final RoomServers servers;
  private final Rooms rooms;
  private final Install install;

  public Departure(RtcAccounts accounts, RoomServers servers, Rooms rooms, Install install) {
    this.accounts = accounts;
    this.servers = servers;
    this.rooms = rooms;
    this.install = install;
  }

  /**
   * Blocks for the time of two calls at most; only an avatar of this very session leaves. Answers
   * why it may still be there, for people.
   */
  public Optional<String> leave(Turn turn) {
    try {
      var place = seat(turn);
      if (place.isPresent()) {
        leave(turn, place.get());
      }
      return Optional.empty();
    } catch (RoomException e) {
      return Optional.of(
          "The avatar may still stand in its room, and is taken out once that can be done. "
              + e.getMessage());
    } catch (InvalidRtcAccountException e) {
      LOG.infof("%s: its room wasn't looked into at the end: %s", turn.label(), e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Has the room looked into until the last token for it has expired, so that an avatar without a
   * session is taken out of it, also one that comes back.
   */
  public void keepLooking(Turn turn) {
    try {
      var until = tokenExpiry(turn).orElse(turn.now());
      seat(turn).ifPresent(place -> rooms.linger(place.address(), until));
    } catch (InvalidRtcAccountException e) {
      LOG.infof("%s: its room isn't looked into any more: %s", turn.label(), e.getMessage());
    }
  }

  /** As the status tells it. */
  private static Optional<Instant> tokenExpiry(Turn turn) {
    return turn.stored().map(AvatarSessionStatus::credentials).stream()
        .flatMap(List::stream)
        .filter(credential -> credential.name().equals(EgressCredentials.RTC_KEY))
        .map(credential -> Instant.parse(credential.expiresAt()))
        .findFirst();
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

package dev.avataroperator.operator.rooms;

import dev.avataroperator.rtc.RoomException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Goes round the rooms that aren't looked into otherwise: nothing tells which of them an avatar was
 * left in while no operator ran. A round looks into some rooms of each server, the next one into
 * those that follow, so that a server with many rooms gets no more calls than one with few.
 */
public final class RoomRounds {
  private static final Logger LOG = Logger.getLogger(RoomRounds.class);
  private static final int ROOMS = 20;

  private final RoomServers servers;
  private final Rooms rooms;

  /** Where the last round ended, by server. */
  private final Map<String, String> ends = new HashMap<>();

  public RoomRounds(RoomServers servers, Rooms rooms) {
    this.servers = servers;
    this.rooms = rooms;
  }

  /** One round, on the caller's thread; of an address only the server counts. */
  public void go(Collection<RoomAddress> addresses) {
    var byServer =
        addresses.stream()
            .collect(Collectors.toMap(at -> at.server().key(), at -> at, (one, other) -> one));
    ends.keySet().retainAll(byServer.keySet());
    byServer.values().forEach(this::visit);
  }

  private void visit(RoomAddress any) {
    try {
      for (var room : next(any)) {
        var address = new RoomAddress(any.server(), room, any.provider());
        if (!rooms.isWatched(address)) {
          rooms.visit(address);
        }
      }
    } catch (RoomException e) {
      LOG.debugf("the rooms of %s weren't looked into: %s", any.server(), e.getMessage());
    }
  }

  private List<String> next(RoomAddress any) throws RoomException {
    var names = new TreeSet<>(servers.names(any.server()));
    var after = ends.getOrDefault(any.server().key(), "");
    var due =
        Stream.concat(names.tailSet(after, false).stream(), names.headSet(after, true).stream())
            .limit(ROOMS)
            .toList();
    if (!due.isEmpty()) {
      ends.put(any.server().key(), due.get(due.size() - 1));
    }
    return due;
  }
}

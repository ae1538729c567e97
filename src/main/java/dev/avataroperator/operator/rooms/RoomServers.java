package dev.avataroperator.operator.rooms;

import dev.avataroperator.rtc.Participant;
import dev.avataroperator.rtc.RoomAccess;
import dev.avataroperator.rtc.RoomException;
import dev.avataroperator.rtc.RoomServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The clients of the servers. One that fails isn't called again before a pause that grows from one
 * second to fifteen: whatever asks meanwhile is told of the failure at once, so that a dead server
 * holds up no thread. Clients are kept for the servers that were called last; a pause is kept until
 * it no longer matters, however many servers there are.
 */
public final class RoomServers {
  private static final int MOST_CLIENTS = 256;

  /** Far more than a cluster has providers; what is beyond begins anew. */
  private static final int MOST_LINES = 8_192;

  private static final long FIRST_MS = 1_000;
  private static final long MOST_MS = 15_000;

  private final Clock clock;
  private final RandomGenerator random;
  private final Map<String, Line> lines = new LinkedHashMap<>(16, 0.75f, true);

  public RoomServers(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** A call to a server. */
  private interface Question<T> {
    T ask(RoomAccess rooms) throws RoomException;
  }

  /** Who is in the room now; blocks. */
  public List<Participant> list(RoomAddress address) throws RoomException {
    return line(address.server()).call(rooms -> rooms.list(address.room()));
  }

  /** The names of the server's rooms; blocks. */
  public List<String> names(RoomServer server) throws RoomException {
    return line(server).call(RoomAccess::names);
  }

  /** Has a participant leave; blocks. */
  public void remove(RoomAddress address, String identity) throws RoomException {
    line(address.server())
        .call(
            rooms -> {
              rooms.remove(address.room(), identity);
              return null;
            });
  }

  /** Whether the server answers and takes the keys, asked now; blocks. */
  public void check(RoomServer server) throws RoomException {
    line(server).open();
    line(server)
        .call(
            rooms -> {
              rooms.check();
              return null;
            });
  }

  /** How long a server that failed isn't called. */
  Duration pause(RoomServer server) {
    return line(server).pause();
  }

  private Line line(RoomServer server) {
    synchronized (lines) {
      var known = lines.get(server.key());
      if (known != null) {
        return known;
      }
      var line = new Line(server);
      lines.put(server.key(), line);
      trim();
      return line;
    }
  }

  /** Those that were called longest ago go first. */
  private void trim() {
    var surplus = lines.size() - MOST_CLIENTS;
    var lost = lines.size() - MOST_LINES;
    var eldest = lines.values().iterator();
    for (int i = 0; i < surplus; i++) {
      var line = eldest.next();
      line.close();
      if (i < lost || line.isForgettable()) {
        eldest.remove();
      }
    }
  }

  /** The client of one server, made when it is first needed. */
  private final class Line {
    private final RoomServer server;
    private RoomAccess rooms;
    private RoomException failure;
    private Instant until = Instant.MIN;
    private int failures;

    Line(RoomServer server) {
      this.server = server;
    }

    <T> T call(Question<T> question) throws RoomException {
      var open = admit();
      try {
        var answer = question.ask(open);
        succeeded();
        return answer;
      } catch (RoomException e) {
        failed(e);
        throw e;
      }
    }

    /** One caller goes first after a pause; the others wait for what it finds. */
    private synchronized RoomAccess admit() throws RoomException {
      var now = clock.instant();
      if (failure != null && now.isBefore(until)) {
        throw failure;
      }
      if (failure != null) {
        until = now.plusMillis(FIRST_MS * 3);
      }
      if (rooms == null) {
        rooms = server.open(clock);
      }
      return rooms;
    }

    private synchronized void succeeded() {
      failure = null;
      failures = 0;
    }

    private synchronized void failed(RoomException e) {
      failure = e;
      failures++;
      var full = Math.min(MOST_MS, FIRST_MS << Math.min(failures - 1, 16));
      until = clock.instant().plusMillis(full / 2 + (long) (random.nextDouble() * (full / 2.0)));
    }

    synchronized void open() {
      until = Instant.MIN;
    }

    synchronized Duration pause() {
      var left = failure == null ? Duration.ZERO : Duration.between(clock.instant(), until);
      return left.isNegative() ? Duration.ZERO : left;
    }

    /** It didn't fail, or nobody has asked for it for long after its pause. */
    synchronized boolean isForgettable() {
      return failure == null || clock.instant().isAfter(until.plusMillis(MOST_MS));
    }

    synchronized void close() {
      if (rooms != null) {
        rooms.close();
        rooms = null;
      }
    }
  }
}

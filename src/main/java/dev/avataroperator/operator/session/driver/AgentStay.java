package dev.avataroperator.operator.session.driver;

import dev.avataroperator.rtc.AgentDispatcher.Dispatch;
import dev.avataroperator.rtc.AgentDispatcher.Order;
import dev.avataroperator.rtc.AgentDispatcher.Recall;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What was seen of an agent since it was sent.
 *
 * @param wasThere whether it was ever in the room
 * @param since when what is so now was first seen
 */
record AgentStay(boolean isTaken, boolean isThere, boolean wasThere, Instant since) {
  /** LiveKit has waited for it to reconnect before it takes it for gone. */
  private static final Duration GONE = Duration.ofSeconds(10);

  /** A process that has to start first may take long. */
  private static final Duration STARTING = Duration.ofMinutes(2);

  /** No worker took the dispatch: it won't be offered again. */
  private static final Duration NOBODY = Duration.ofSeconds(30);

  static AgentStay sent(Instant now) {
    return new AgentStay(false, false, false, now);
  }

  static AgentStay after(Optional<AgentStay> before, Dispatch dispatch, Instant now) {
    var wasThere = dispatch.isThere() || before.filter(AgentStay::wasThere).isPresent();
    var since =
        before
            .filter(last -> last.isThere() == dispatch.isThere())
            .filter(last -> last.isTaken() == dispatch.isTaken())
            .map(AgentStay::since)
            .orElse(now);
    return new AgentStay(dispatch.isTaken(), dispatch.isThere(), wasThere, since);
  }

  /** It came and has gone, or was to come and never did. */
  boolean isOver(Instant now) {
    return isTaken && !isThere && !now.isBefore(since.plus(wasThere ? GONE : STARTING));
  }

  /** Nobody heard of it: it has to be sent for again. */
  boolean isUnheard(Instant now) {
    return !isTaken && !now.isBefore(since.plus(NOBODY));
  }

  String why(String agent) {
    return wasThere
        ? "Agent " + agent + " has left the room."
        : "A worker took the job of agent " + agent + ", but it didn't come into the room.";
  }

  String describe(String agent) {
    if (isThere) {
      return "Agent " + agent + " is in the room.";
    }
    return isTaken
        ? "Agent " + agent + " is dispatched to the room."
        : "Agent "
            + agent
            + " is dispatched to the room; until it comes, see that a worker is registered by that"
            + " name.";
  }

  /** What takes the dispatch of this order back. */
  static Recall of(Order order, Dispatch dispatch) {
    return new Recall(order.seat(), Set.of(dispatch.id()), false);
  }
}

package dev.avataroperator.operator.session.driver;

import dev.avataroperator.gateway.BrokerBook;
import dev.avataroperator.gateway.BrokerBook.Shut;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.status.ConditionType;
import dev.avataroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.net.HttpURLConnection;
import java.util.Optional;

/** What the broker answers a session's driver while the session gets no tokens. */
public final class BrokerDoor {
  private static final int TOO_MANY_REQUESTS = 429;

  private final BrokerBook book;

  public BrokerDoor(BrokerBook book) {
    this.book = book;
  }

  /** Until it is accepted again, for the reason that its conditions give. */
  void shut(Turn turn) {
    var accepted = turn.conditions().get(ConditionType.Accepted);
    var queued =
        turn.conditions().get(ConditionType.EgressReady).filter(found -> has(found, Reason.Queued));
    if (queued.isPresent()) {
      book.shut(turn.uid(), new Shut(TOO_MANY_REQUESTS, queued.get().getMessage()));
    } else {
      book.shut(turn.uid(), new Shut(status(accepted), message(accepted)));
    }
  }

  void remove(Turn turn) {
    book.withdraw(turn.uid());
  }

  private static int status(Optional<Condition> accepted) {
    return accepted.filter(found -> has(found, Reason.RefNotPermitted)).isPresent()
        ? HttpURLConnection.HTTP_UNAUTHORIZED
        : HttpURLConnection.HTTP_UNAVAILABLE;
  }

  private static String message(Optional<Condition> accepted) {
    return accepted.map(Condition::getMessage).orElse("The session isn't accepted yet.");
  }

  private static boolean has(Condition condition, Reason reason) {
    return condition.getReason().equals(reason.name());
  }
}

package dev.avataroperator.operator.session.driver;

import dev.avataroperator.operator.session.end.Release;
import dev.avataroperator.operator.session.turn.Turn;
import java.util.Optional;
import java.util.Set;

/** The end of a session that others drive: no more tokens, no agent, no avatar in the room. */
public final class OutsideEnd implements Release.Leftovers {
  private final Outside outside;

  public OutsideEnd(Outside outside) {
    this.outside = outside;
  }

  @Override
  public Optional<String> takeAway(Turn turn) {
    outside.broker().remove(turn);
    var left = outside.dispatches().takeBack(turn);
    return left.or(() -> outside.avatar().remove(turn));
  }

  @Override
  public Set<String> giveUp(Turn turn) {
    return outside.dispatches().owe(turn);
  }
}

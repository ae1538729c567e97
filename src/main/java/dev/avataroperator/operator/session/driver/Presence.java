package dev.avataroperator.operator.session.driver;

import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.Turn;
import java.util.Optional;

/** The avatar in its room, which is all that tells of a driver that isn't ours. */
public interface Presence {

  /**
   * New credentials are about to be issued: who came with those before leaves the room. Answers why
   * that has to be waited for, for people.
   */
  Optional<String> begins(Turn turn);

  void forget(String uid);

  /** Says in MediaPublishing what is seen; true while the avatar is there, seen and heard. */
  boolean observe(Turn turn, Accepted accepted);

  /**
   * Removes the avatar from the room, now and whenever it comes back while it has a token for it;
   * answers why it couldn't, for people.
   */
  Optional<String> remove(Turn turn);
}

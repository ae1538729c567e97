package dev.avataroperator.operator.session.driver;

import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.Turn;
import java.util.Optional;

/** The avatar in its room, which is all that tells of a driver that isn't ours. */
public interface Presence {

  /** Says in MediaPublishing what is seen; true while the avatar is there, seen and heard. */
  boolean observe(Turn turn, Accepted accepted);

  /** Removes the avatar from the room; answers why it couldn't, for people. */
  Optional<String> remove(Turn turn);
}

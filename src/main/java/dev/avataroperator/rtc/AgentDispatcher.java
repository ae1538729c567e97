package dev.avataroperator.rtc;

import dev.avataroperator.credential.SecretText;
import dev.avataroperator.credential.Sha256;
import java.util.Optional;
import java.util.Set;

/**
 * Sends agents to rooms. An order belongs to the avatar that its metadata names by {@code
 * identity}. All of these block, for six seconds at most: what wasn't done by then is done by the
 * same call again.
 */
public interface AgentDispatcher {

  /**
   * An agent that is to come for an avatar.
   *
   * @param metadata JSON with the avatar's identity, handed to the agent
   */
  record Order(AvatarSeat seat, String agentName, SecretText metadata) {
    /** By what its dispatch is known without an id; tells nothing of the metadata. */
    public String mark() {
      return AgentDispatcher.mark(metadata.reveal());
    }
  }

  /**
   * An order that stands.
   *
   * @param isTaken whether a worker has ever taken it
   * @param isThere whether an agent that came by it is in the room
   */
  record Dispatch(String id, boolean isTaken, boolean isThere) {}

  /**
   * What is to be taken back.
   *
   * @param marks ids of dispatches, or {@link Order#mark()}
   * @param isSeatOurs whether nobody else may send agents for the avatar: then all who were go
   */
  record Recall(AvatarSeat seat, Set<String> marks, boolean isSeatOurs) {}

  /** The order's dispatch, if it stands; every other for the avatar is taken back. */
  Optional<Dispatch> standing(Order order) throws RtcCallException;

  /** Makes the order stand, and answers its dispatch's id. */
  String send(Order order) throws RtcCallException;

  /**
   * Takes dispatches back, has those leave who came by them, and the avatar that speaks for one of
   * them; where the seat is ours, also an avatar that speaks for nobody in the room.
   */
  void recall(Recall recall) throws RtcCallException;

  /** By what a dispatch with this metadata is known. */
  static String mark(String metadata) {
    return "sha256:" + Sha256.hex(metadata);
  }
}

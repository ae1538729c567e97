package dev.avataroperator.rtc;

import dev.avataroperator.credential.SecretText;

/**
 * Sends agents to rooms. An order belongs to the avatar that its metadata names by {@code
 * identity}; calls take three seconds each at most.
 */
public interface AgentDispatcher {

  /**
   * An agent that is to come for an avatar.
   *
   * @param metadata JSON with the avatar's identity, handed to the agent
   */
  record Order(AvatarSeat seat, String agentName, SecretText metadata) {}

  /** Makes exactly this order stand for the avatar, and answers its id. */
  String ensure(Order order) throws RtcCallException;

  /** Takes back every order for the avatar, and removes those who came, the avatar too. */
  void recall(AvatarSeat seat) throws RtcCallException;
}

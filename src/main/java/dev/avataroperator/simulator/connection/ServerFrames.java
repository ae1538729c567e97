package dev.avataroperator.simulator.connection;

import dev.avataroperator.credential.Dialect;
import dev.avataroperator.egress.proto.Message;
import dev.avataroperator.egress.proto.MessageType;
import dev.avataroperator.egress.proto.PlaybackState;
import dev.avataroperator.egress.proto.ServerConfirmSession;
import dev.avataroperator.egress.proto.ServerError;
import dev.avataroperator.egress.proto.ServerPlaybackState;
import dev.avataroperator.egress.proto.ServerResponseAnimation;
import java.util.Set;
import java.util.TreeSet;

/** The messages that the service sends on one connection. */
public final class ServerFrames {
  private final Opening opening;

  public ServerFrames(Opening opening) {
    this.opening = opening;
  }

  /** The Spatius confirm has no capabilities. */
  public Message confirm(Set<String> capabilities) {
    var named = opening.dialect() == Dialect.Spatius ? Set.<String>of() : capabilities;
    return Message.newBuilder()
        .setType(MessageType.MESSAGE_SERVER_CONFIRM_SESSION)
        .setServerConfirmSession(
            ServerConfirmSession.newBuilder()
                .setConnectionId(opening.connectionId())
                .addAllCapabilities(new TreeSet<>(named)))
        .build();
  }

  public static Message confirm(String connectionId) {
    return Message.newBuilder()
        .setType(MessageType.MESSAGE_SERVER_CONFIRM_SESSION)
        .setServerConfirmSession(ServerConfirmSession.newBuilder().setConnectionId(connectionId))
        .build();
  }

  /** With an egress the animation itself goes to the room; this says how far it is. */
  public Message animation(String requestId, boolean end) {
    return Message.newBuilder()
        .setType(MessageType.MESSAGE_SERVER_RESPONSE_ANIMATION)
        .setServerResponseAnimation(
            ServerResponseAnimation.newBuilder()
                .setConnectionId(opening.connectionId())
                .setReqId(requestId)
                .setEnd(end)
                .setAvatarId(opening.dialect() == Dialect.Spatius ? "" : opening.avatarId()))
        .build();
  }

  public Message playback(String requestId, PlaybackState state, long playedMs, String reason) {
    return Message.newBuilder()
        .setType(MessageType.MESSAGE_SERVER_PLAYBACK_STATE)
        .setServerPlaybackState(
            ServerPlaybackState.newBuilder()
                .setConnectionId(opening.connectionId())
                .setReqId(requestId)
                .setState(state)
                .setPlayedMs(playedMs)
                .setReason(reason))
        .build();
  }

  public Message error(String requestId, int code, String message) {
    return Message.newBuilder()
        .setType(MessageType.MESSAGE_SERVER_ERROR)
        .setServerError(
            ServerError.newBuilder()
                .setConnectionId(opening.connectionId())
                .setReqId(requestId)
                .setCode(code)
                .setMessage(message))
        .build();
  }
}

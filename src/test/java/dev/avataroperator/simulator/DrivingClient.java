package dev.avataroperator.simulator;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.avataroperator.egress.proto.ClientAudioInput;
import dev.avataroperator.egress.proto.ClientConfigureSession;
import dev.avataroperator.egress.proto.ClientInterrupt;
import dev.avataroperator.egress.proto.ClientPause;
import dev.avataroperator.egress.proto.ClientResume;
import dev.avataroperator.egress.proto.Message;
import dev.avataroperator.egress.proto.MessageType;
import dev.avataroperator.egress.proto.ServerError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A driving client: sends what it is told and keeps what comes back, in order. */
public final class DrivingClient {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final WebSocket socket;
  private final BlockingQueue<Object> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();

  public DrivingClient(WebSocket socket) {
    this.socket = socket;
    socket.binaryMessageHandler(frame -> frames.add(frame));
    socket.textMessageHandler(frame -> frames.add(frame));
    socket.closeHandler(
        closed ->
            closeCode.complete(
                socket.closeStatusCode() == null ? 1006 : (int) socket.closeStatusCode()));
    socket.exceptionHandler(ignored -> {});
    socket.resume();
  }

  public WebSocket socket() {
    return socket;
  }

  public DrivingClient configure(ClientConfigureSession configuration) {
    return send(
        Message.newBuilder()
            .setType(MessageType.MESSAGE_CLIENT_CONFIGURE_SESSION)
            .setClientConfigureSession(configuration)
            .build());
  }

  public DrivingClient audio(String requestId, byte[] audio, boolean end) {
    return send(audioMessage(requestId, audio, end));
  }

  public static Message audioMessage(String requestId, byte[] audio, boolean end) {
    return Message.newBuilder()
        .setType(MessageType.MESSAGE_CLIENT_AUDIO_INPUT)
        .setClientAudioInput(
            ClientAudioInput.newBuilder()
                .setReqId(requestId)
                .setAudio(ByteString.copyFrom(audio))
                .setEnd(end))
        .build();
  }

  public DrivingClient interrupt(String requestId) {
    return send(
        Message.newBuilder()
            .setType(MessageType.MESSAGE_CLIENT_INTERRUPT)
            .setClientInterrupt(ClientInterrupt.newBuilder().setReqId(requestId))
            .build());
  }

  public DrivingClient pause(String requestId) {
    return send(
        Message.newBuilder()
            .setType(MessageType.MESSAGE_CLIENT_PAUSE)
            .setClientPause(ClientPause.newBuilder().setReqId(requestId))
            .build());
  }

  public DrivingClient resume(String requestId) {
    return send(
        Message.newBuilder()
            .setType(MessageType.MESSAGE_CLIENT_RESUME)
            .setClientResume(ClientResume.newBuilder().setReqId(requestId))
            .build());
  }

  public DrivingClient send(Message message) {
    return binary(message.toByteArray());
  }

  public DrivingClient binary(byte[] frame) {
    socket.writeBinaryMessage(Buffer.buffer(frame));
    return this;
  }

  /** The next frame, a {@link Buffer} or a String. */
  public Object next() {
    try {
      var frame = frames.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (frame == null) {
        throw new AssertionError("no frame within " + PATIENCE);
      }
      return frame;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public Message nextMessage() {
    try {
      return Message.parseFrom(((Buffer) next()).getBytes());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  public ServerError nextError() {
    return next(MessageType.MESSAGE_SERVER_ERROR).getServerError();
  }

  public String nextConfirm() {
    return next(MessageType.MESSAGE_SERVER_CONFIRM_SESSION)
        .getServerConfirmSession()
        .getConnectionId();
  }

  /** The next animation as {@code request} or {@code request end}. */
  public String nextAnimation() {
    var animation =
        next(MessageType.MESSAGE_SERVER_RESPONSE_ANIMATION).getServerResponseAnimation();
    return animation.getReqId() + (animation.getEnd() ? " end" : "");
  }

  private Message next(MessageType type) {
    return require(type, nextMessage());
  }

  private static Message require(MessageType type, Message message) {
    if (message.getType() != type) {
      throw new AssertionError("expected " + type + ", got " + message);
    }
    return message;
  }

  /** The next state of playback that isn't an animation, as {@code request STATE reason}. */
  public String nextPlayback() {
    var message = nextMessage();
    while (message.getType() == MessageType.MESSAGE_SERVER_RESPONSE_ANIMATION) {
      message = nextMessage();
    }
    var playback =
        require(MessageType.MESSAGE_SERVER_PLAYBACK_STATE, message).getServerPlaybackState();
    var state = playback.getState().name().replace("PLAYBACK_STATE_", "");
    return (playback.getReqId() + " " + state + " " + playback.getReason()).trim();
  }

  public List<Object> received() {
    return List.copyOf(frames);
  }

  public int closeCode() {
    return closeCode.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  public void close() {
    socket.close();
    closeCode();
  }
}

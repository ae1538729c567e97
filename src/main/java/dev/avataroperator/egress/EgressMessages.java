package dev.avataroperator.egress;

import static com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;
import static dev.avataroperator.egress.proto.ClientAudioInput.AUDIO_FIELD_NUMBER;
import static dev.avataroperator.egress.proto.Message.CLIENT_AUDIO_INPUT_FIELD_NUMBER;
import static dev.avataroperator.egress.proto.Message.TYPE_FIELD_NUMBER;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.avataroperator.egress.proto.ClientAudioInput;
import dev.avataroperator.egress.proto.ClientConfigureSession;
import dev.avataroperator.egress.proto.ClientInterrupt;
import dev.avataroperator.egress.proto.ClientPause;
import dev.avataroperator.egress.proto.ClientResume;
import dev.avataroperator.egress.proto.Message;
import dev.avataroperator.egress.proto.MessageType;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Wire messages to domain and back: one {@link Message} per binary frame. */
final class EgressMessages {
  private static final int AUDIO_TYPE = MessageType.MESSAGE_CLIENT_AUDIO_INPUT_VALUE;

  private EgressMessages() {}

  static Buffer configure(ClientConfigureSession configure) {
    return encode(
        Message.newBuilder()
            .setType(MessageType.MESSAGE_CLIENT_CONFIGURE_SESSION)
            .setClientConfigureSession(configure));
  }

  /** Written by hand, so that the audio is copied once: into the frame, whose last field it is. */
  static Buffer audio(String requestId, Buffer audio, boolean end) {
    var fields = ClientAudioInput.newBuilder().setReqId(requestId).setEnd(end).build();
    int tail = CodedOutputStream.computeUInt32Size(AUDIO_FIELD_NUMBER, audio.length());
    int body = fields.getSerializedSize() + tail + audio.length();
    int head = CodedOutputStream.computeEnumSize(TYPE_FIELD_NUMBER, AUDIO_TYPE);
    head += CodedOutputStream.computeUInt32Size(CLIENT_AUDIO_INPUT_FIELD_NUMBER, body);
    var prefix = new byte[head + fields.getSerializedSize() + tail];
    try {
      var out = CodedOutputStream.newInstance(prefix);
      out.writeEnum(TYPE_FIELD_NUMBER, AUDIO_TYPE);
      out.writeTag(CLIENT_AUDIO_INPUT_FIELD_NUMBER, WIRETYPE_LENGTH_DELIMITED);
      out.writeUInt32NoTag(body);
      fields.writeTo(out);
      out.writeTag(AUDIO_FIELD_NUMBER, WIRETYPE_LENGTH_DELIMITED);
      out.writeUInt32NoTag(audio.length());
      out.checkNoSpaceLeft();
    } catch (IOException e) {
      throw new UncheckedIOException("the prefix was measured wrongly", e);
    }
    return Buffer.buffer(head + body).appendBytes(prefix).appendBuffer(audio);
  }

  static Buffer interrupt(String requestId) {
    return encode(
        Message.newBuilder()
            .setType(MessageType.MESSAGE_CLIENT_INTERRUPT)
            .setClientInterrupt(ClientInterrupt.newBuilder().setReqId(requestId)));
  }

  static Buffer pause(String requestId) {
    return encode(
        Message.newBuilder()
            .setType(MessageType.MESSAGE_CLIENT_PAUSE)
            .setClientPause(ClientPause.newBuilder().setReqId(requestId)));
  }

  static Buffer resume(String requestId) {
    return encode(
        Message.newBuilder()
            .setType(MessageType.MESSAGE_CLIENT_RESUME)
            .setClientResume(ClientResume.newBuilder().setReqId(requestId)));
  }

  /** The type decides, whichever member is set: an animation without a body is an answer too. */
  static Inbound read(Buffer frame) {
    try {
      return domain(Message.parseFrom(frame.getBytes()));
    } catch (InvalidProtocolBufferException e) {
      return new Inbound.Unreadable();
    }
  }

  private static Inbound domain(Message message) {
    switch (message.getType()) {
      case MESSAGE_SERVER_CONFIRM_SESSION:
        var confirm = message.getServerConfirmSession();
        return new Inbound.Confirm(
            confirm.getConnectionId(), Capabilities.of(confirm.getCapabilitiesList()));
      case MESSAGE_SERVER_RESPONSE_ANIMATION:
        var animation = message.getServerResponseAnimation();
        return new Inbound.Animation(animation.getReqId(), animation.getEnd());
      case MESSAGE_SERVER_PLAYBACK_STATE:
        return PlaybackSignals.of(message.getServerPlaybackState());
      case MESSAGE_SERVER_ERROR:
        var error = message.getServerError();
        return new Inbound.ServiceError(error.getReqId(), error.getCode(), error.getMessage());
      default:
        return new Inbound.Other();
    }
  }

  private static Buffer encode(Message.Builder message) {
    return Buffer.buffer(message.build().toByteArray());
  }
}

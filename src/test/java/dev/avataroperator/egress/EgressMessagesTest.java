package dev.avataroperator.egress;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.avataroperator.egress.proto.ClientAudioInput;
import dev.avataroperator.egress.proto.Message;
import dev.avataroperator.egress.proto.MessageType;
import dev.avataroperator.egress.proto.ServerConfirmSession;
import io.vertx.core.buffer.Buffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressMessagesTest {

  @Property(tries = 200)
  void writesAudioAsTheGeneratedCodeReadsIt(
      @ForAll String requestId, @ForAll @Size(max = 2000) byte[] audio, @ForAll boolean end)
      throws Exception {
    assertThat(
            Message.parseFrom(
                EgressMessages.audio(requestId, Buffer.buffer(audio), end).getBytes()))
        .isEqualTo(expected(ByteString.copyFromUtf8(requestId).toStringUtf8(), audio, end));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 16_383, 16_384, 262_144})
  void writesAudioOfAnySize(int size) throws Exception {
    var audio = new byte[size];
    assertThat(Message.parseFrom(EgressMessages.audio("r", Buffer.buffer(audio), true).getBytes()))
        .isEqualTo(expected("r", audio, true));
  }

  @Test
  void leavesTheCallersBufferAlone() {
    // given
    var audio = Buffer.buffer("speech");

    // when
    var frame = EgressMessages.audio("r", audio, false);
    audio.setByte(0, (byte) 0);

    // then
    assertThat(frame.toString()).endsWith("speech");
    assertThat(audio.length()).isEqualTo(6);
  }

  @Test
  void goesByTheTypeNotByTheMemberThatIsSet() {
    var odd =
        Message.newBuilder()
            .setType(MessageType.MESSAGE_SERVER_RESPONSE_ANIMATION)
            .setServerConfirmSession(ServerConfirmSession.newBuilder().setConnectionId("c"))
            .build();

    assertThat(EgressMessages.read(Buffer.buffer(odd.toByteArray())))
        .isEqualTo(new Inbound.Animation("", false));
  }

  @Test
  void readsATypeThatItDoesNotKnow() {
    var future = Message.newBuilder().setTypeValue(77).build();

    assertThat(EgressMessages.read(Buffer.buffer(future.toByteArray())))
        .isEqualTo(new Inbound.Other());
  }

  @Test
  void noticesWhatIsNoMessage() {
    assertThat(EgressMessages.read(Buffer.buffer("garbage!"))).isEqualTo(new Inbound.Unreadable());
  }

  private static Message expected(String requestId, byte[] audio, boolean end) {
    return Message.newBuilder()
        .setType(MessageType.MESSAGE_CLIENT_AUDIO_INPUT)
        .setClientAudioInput(
            ClientAudioInput.newBuilder()
                .setReqId(requestId)
                .setEnd(end)
                .setAudio(ByteString.copyFrom(audio)))
        .build();
  }
}

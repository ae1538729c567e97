package dev.avataroperator.egress;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.avataroperator.credential.Dialect;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.egress.proto.ClientConfigureSession;
import dev.avataroperator.egress.proto.Message;
import dev.avataroperator.egress.proto.MessageType;
import dev.avataroperator.egress.proto.PlaybackState;
import dev.avataroperator.egress.proto.ServerConfirmSession;
import dev.avataroperator.egress.proto.ServerError;
import dev.avataroperator.egress.proto.ServerPlaybackState;
import dev.avataroperator.egress.proto.ServerResponseAnimation;
import io.vertx.core.buffer.Buffer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the avatar service sends in a frame has a meaning, if only that it can't be read. */
class ServiceFramesFuzz {
  private static final String TOKEN = "st-secret-token";
  private static final ServiceText TEXT =
      new ServiceText(SecretText.of(TOKEN), ClientConfigureSession.getDefaultInstance());

  @MethodSource("valid")
  @FuzzTest
  void giveAMeaningToAnyFrame(byte @NotNull [] frame) {
    var inbound = EgressMessages.read(Buffer.buffer(frame));

    assertThat(inbound).isNotNull();
    if (inbound instanceof Inbound.ServiceError error) {
      for (var dialect : Dialect.values()) {
        var errors = ServiceErrors.of(dialect);
        isForPeople(errors.ofMessage(error.code(), TEXT.of(error.text())));
        isForPeople(errors.atClose(error.code(), TEXT.of(error.text()), true));
        isForPeople(errors.atUpgrade(error.code(), TEXT.of(error.text())));
      }
    } else if (inbound instanceof Inbound.Playback playback) {
      assertThat(playback.signal().playedMs()).isNotNegative();
    }
  }

  private static void isForPeople(EgressFailure failure) {
    assertThat(failure.code()).isNotNull();
    assertThat(failure.message())
        .isNotBlank()
        .hasSizeLessThan(300)
        .doesNotContain(TOKEN)
        .doesNotContainPattern("\\p{Cntrl}");
  }

  static Stream<byte[]> valid() {
    return Stream.of(confirm(), animation(), playback(), error(16, "no room for " + TOKEN))
        .map(message -> message.build().toByteArray());
  }

  private static Message.Builder confirm() {
    return Message.newBuilder()
        .setType(MessageType.MESSAGE_SERVER_CONFIRM_SESSION)
        .setServerConfirmSession(
            ServerConfirmSession.newBuilder()
                .setConnectionId("c-1")
                .addCapabilities("playback_control"));
  }

  private static Message.Builder animation() {
    return Message.newBuilder()
        .setType(MessageType.MESSAGE_SERVER_RESPONSE_ANIMATION)
        .setServerResponseAnimation(
            ServerResponseAnimation.newBuilder().setReqId("r-1").setEnd(true));
  }

  private static Message.Builder playback() {
    return Message.newBuilder()
        .setType(MessageType.MESSAGE_SERVER_PLAYBACK_STATE)
        .setServerPlaybackState(
            ServerPlaybackState.newBuilder()
                .setReqId("r-1")
                .setState(PlaybackState.PLAYBACK_STATE_INTERRUPTED)
                .setPlayedMs(1_200)
                .setReason("preempted"));
  }

  private static Message.Builder error(int code, String text) {
    return Message.newBuilder()
        .setType(MessageType.MESSAGE_SERVER_ERROR)
        .setServerError(ServerError.newBuilder().setReqId("r-1").setCode(code).setMessage(text));
  }
}

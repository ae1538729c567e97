package dev.avataroperator.operator.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.operator.rooms.Sight.Kind;
import dev.avataroperator.rtc.Participant;
import dev.avataroperator.rtc.Participant.Track;
import dev.avataroperator.rtc.RoomException;
import dev.avataroperator.testing.Participants;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SightTest {
  private static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");
  private static final Map<String, String> MARKS =
      Map.of("avatar-operator.dev/install", "here", "avatar-operator.dev/session-uid", "uid");

  @Test
  void isPublishingWithPictureAndSound() {
    var sight = see(Participants.avatar("PA_1", MARKS), Participants.person("anna"));

    assertThat(sight.kind()).isEqualTo(Kind.PUBLISHING);
    assertThat(sight.avatar()).get().extracting(Participant::sid).isEqualTo("PA_1");
    assertThat(sight.people()).containsExactly("PA_anna");
  }

  @Test
  void isIncompleteWithoutOneOfThemOrWhenItIsMuted() {
    var silent = Participants.avatar("PA_1", MARKS, Set.of(Track.CAMERA), Set.of());
    var muted = Participants.avatar("PA_1", MARKS, Set.of(Track.MICROPHONE), Set.of(Track.CAMERA));

    assertThat(see(silent).kind()).isEqualTo(Kind.INCOMPLETE);
    assertThat(see(silent).message()).contains("its sound is missing");
    assertThat(see(muted).kind()).isEqualTo(Kind.INCOMPLETE);
    assertThat(see(muted).message()).contains("its picture is muted");
  }

  @Test
  void isAbsentAmongOthers() {
    assertThat(see(Participants.person("anna")).kind()).isEqualTo(Kind.ABSENT);
    assertThat(see().kind()).isEqualTo(Kind.ABSENT);
  }

  @Test
  void isTakenBySomebodyWithoutTheMarksOfTheSession() {
    var other = Map.of("avatar-operator.dev/install", "elsewhere");

    assertThat(see(Participants.avatar("PA_1", Map.of())).kind()).isEqualTo(Kind.TAKEN);
    assertThat(see(Participants.avatar("PA_1", other)).kind()).isEqualTo(Kind.TAKEN);
    assertThat(see(Participants.avatar("PA_1", other)).avatar()).isEmpty();
  }

  @Test
  void isNotObservableWhenTheServerDoesNotAnswer() {
    var failure = new RoomException(RoomException.Kind.UNREACHABLE, "Nothing listens there.");
    var sight = Sight.of(RoomReading.failed(NOW, failure), "avatar", MARKS);

    assertThat(sight.kind()).isEqualTo(Kind.NOT_OBSERVABLE);
    assertThat(sight.isSeen()).isFalse();
    assertThat(sight.message()).contains("isn't known", "Nothing listens there.");
  }

  private static Sight see(Participant... participants) {
    return Sight.of(RoomReading.of(NOW, List.of(participants)), "avatar", MARKS);
  }
}

package dev.avataroperator.simulator.session;

import static dev.avataroperator.simulator.RunningSimulator.SETTINGS;
import static dev.avataroperator.simulator.settings.Behaviour.PLAYBACK_CONTROL;
import static dev.avataroperator.simulator.settings.Behaviour.PLAYBACK_STATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.simulator.Configurations;
import dev.avataroperator.simulator.RunningSimulator;
import dev.avataroperator.simulator.settings.Behaviour;
import dev.avataroperator.simulator.settings.Behaviour.Idle;
import dev.avataroperator.simulator.settings.Behaviour.Interrupt;
import dev.avataroperator.simulator.settings.Behaviour.Join;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PauseTest {
  private static final byte[] TEN_SECONDS = new byte[480_000];

  @AutoClose
  private RunningSimulator simulator = simulator(Set.of(PLAYBACK_CONTROL), Duration.ofMinutes(1));

  @Test
  void namesItsCapabilitiesInTheConfirm() {
    // given
    var client = simulator.dial();

    // when
    client.configure(Configurations.liveKit(simulator.time.instant()).build());

    // then
    var confirm = client.nextMessage().getServerConfirmSession();
    assertThat(confirm.getCapabilitiesList()).containsExactly(PLAYBACK_CONTROL);
  }

  @Test
  void answersEachPauseAndResumeOnceWithTheStateThatFollows() {
    // given
    var client = simulator.confirmed().audio("r1", TEN_SECONDS, true);

    // when
    client.resume("r1").pause("r1").pause("r1").resume("r1").resume("r1");

    // then
    assertThat(client.nextPlayback()).isEqualTo("r1 PLAYING");
    assertThat(client.nextPlayback()).isEqualTo("r1 PAUSED");
    assertThat(client.nextPlayback()).isEqualTo("r1 PAUSED");
    assertThat(client.nextPlayback()).isEqualTo("r1 PLAYING");
    assertThat(client.nextPlayback()).isEqualTo("r1 PLAYING");
  }

  @Test
  void answersAPauseOfAnotherRequestWithHowPlaybackStands() {
    // given
    var client = simulator.confirmed().audio("r1", TEN_SECONDS, true);

    // when
    client.pause("other").pause("r1").resume("other");

    // then
    assertThat(client.nextPlayback()).isEqualTo("other PLAYING");
    assertThat(client.nextPlayback()).isEqualTo("r1 PAUSED");
    assertThat(client.nextPlayback()).isEqualTo("other PAUSED");
  }

  @Test
  void tellsThatAFinishedRequestHasEndedWithItsFullLength() {
    // given
    var client = simulator.confirmed().audio("r1", new byte[480], true);
    client.nextAnimation();
    client.nextAnimation();

    // when
    var message = client.pause("r1").nextMessage().getServerPlaybackState();

    // then
    assertThat(message.getState().name()).endsWith("ENDED");
    assertThat(message.getPlayedMs()).isEqualTo(10);
  }

  @Test
  void takesAudioDuringAPause() {
    // given
    var client = simulator.confirmed().audio("r1", new byte[480], false);
    client.pause("r1");

    // when
    client.audio("r1", new byte[480], true).resume("r1");

    // then
    assertThat(client.nextPlayback()).isEqualTo("r1 PAUSED");
    assertThat(client.nextPlayback()).isEqualTo("r1 PLAYING");
    assertThat(client.nextAnimation()).startsWith("r1");
    assertThat(simulator.onlyRequest().getLong("bytes")).isEqualTo(960);
  }

  @Test
  void interruptsARequestThatIsPausedForTooLong() {
    // given
    restart(simulator(Set.of(PLAYBACK_CONTROL), Duration.ofMillis(20)));
    var client =
        simulator.confirmed().audio("r1", TEN_SECONDS, true).audio("r2", TEN_SECONDS, true);

    // when
    client.pause("r1");

    // then
    assertThat(client.nextPlayback()).isEqualTo("r1 PAUSED");
    assertThat(client.nextPlayback()).isEqualTo("r1 INTERRUPTED pause_timeout");
    assertThat(client.nextAnimation()).isEqualTo("r1 end");
    assertThat(client.nextAnimation()).isEqualTo("r2");
    var request = simulator.onlyRequest();
    assertThat(request.getString("interruptReason")).isEqualTo("pause_timeout");
  }

  @Test
  void tellsOfPlaybackUnaskedWhereItOffersThat() {
    // given
    restart(simulator(Set.of(PLAYBACK_STATE), Duration.ofMinutes(1)));
    var client = simulator.confirmed();

    // when
    client.audio("r1", new byte[480], true).audio("r2", TEN_SECONDS, true);
    var states = client.nextPlayback() + ", " + client.nextPlayback();
    var next = client.nextPlayback();
    client.interrupt("r2");

    // then
    assertThat(states).isEqualTo("r1 PLAYING, r1 ENDED");
    assertThat(next).isEqualTo("r2 PLAYING");
    assertThat(client.nextPlayback()).isEqualTo("r2 INTERRUPTED explicit");
    assertThat(client.nextAnimation()).isEqualTo("r2 end");
  }

  @Test
  void interruptsEarlierRequestsWhereItIsToldTo() {
    // given
    var usual = Behaviour.usual().withCapabilities(Set.of());
    restart(
        simulator(
            new Behaviour(
                usual.capabilities(),
                usual.pauseTimeout(),
                Join.Configure,
                Idle.Playback,
                Interrupt.UpToNamed,
                4409)));
    var client = simulator.confirmed();
    client.audio("r1", TEN_SECONDS, true).audio("r2", TEN_SECONDS, true);
    client.audio("r3", TEN_SECONDS, true).nextAnimation();

    // when
    client.interrupt("r2");

    // then
    assertThat(client.nextAnimation()).isEqualTo("r1 end");
    assertThat(client.nextAnimation()).isNotEqualTo("r1 end");
    var requests = simulator.onlySession().getJsonArray("requests");
    assertThat(requests.getJsonObject(0).getBoolean("interrupted")).isTrue();
    assertThat(requests.getJsonObject(1).getBoolean("interrupted")).isTrue();
    assertThat(requests.getJsonObject(2).getBoolean("interrupted")).isFalse();
  }

  @Test
  void joinsAtTheFirstAudioWhereItIsToldTo() {
    // given
    var usual = Behaviour.usual();
    restart(
        simulator(
            new Behaviour(
                Set.of(),
                usual.pauseTimeout(),
                Join.FirstAudio,
                Idle.Arrival,
                Interrupt.Named,
                4409)));
    var client = simulator.confirmed();
    var before = simulator.onlySession().getInstant("joinedAt");

    // when
    client.audio("r1", new byte[480], true).nextAnimation();

    // then
    assertThat(before).isNull();
    assertThat(simulator.onlySession().getInstant("joinedAt")).isNotNull();
  }

  private void restart(RunningSimulator other) {
    simulator.close();
    simulator = other;
  }

  private static RunningSimulator simulator(Set<String> capabilities, Duration pauseTimeout) {
    return simulator(
        new Behaviour(
            capabilities, pauseTimeout, Join.Configure, Idle.Playback, Interrupt.Named, 4409));
  }

  private static RunningSimulator simulator(Behaviour behaviour) {
    return RunningSimulator.inRealTime(SETTINGS.withBehaviour(behaviour));
  }
}

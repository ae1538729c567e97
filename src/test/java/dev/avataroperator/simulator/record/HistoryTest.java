package dev.avataroperator.simulator.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.credential.Dialect;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.egress.proto.AudioFormat;
import dev.avataroperator.simulator.Configurations;
import dev.avataroperator.simulator.configure.ConfigureCheck.Configuration;
import dev.avataroperator.simulator.configure.Egress.LiveKit;
import dev.avataroperator.simulator.connection.Opening;
import dev.avataroperator.simulator.settings.Sources;
import dev.avataroperator.testing.MovableTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private final MovableTime time = new MovableTime();

  @Test
  void dropsTheOldestSessionsAndCountsThem() {
    // given
    var history = new History(2, 100);

    // when
    List.of("c1", "c2", "c3").forEach(id -> history.add(session(id, 0)));

    // then
    assertThat(history.sessions()).extracting(SessionRecord::connectionId).contains("c2", "c3");
    assertThat(history.sessions()).hasSize(2);
    assertThat(history.dropped()).isOne();
  }

  @Test
  void dropsTheOldestSessionsWhenTheirRequestsAreTooMany() {
    // given
    var history = new History(100, 10);

    // when
    List.of("c1", "c2", "c3").forEach(id -> history.add(session(id, 5)));

    // then
    assertThat(history.sessions()).extracting(SessionRecord::connectionId).contains("c2", "c3");
    assertThat(history.dropped()).isOne();
  }

  @Test
  void dropsTheOldestRequestsOfASessionAndCountsThem() {
    // when
    var json = session("c1", 1001).toJson();

    // then
    assertThat(json.getJsonArray("requests").getJsonObject(0).getString("requestId"))
        .isEqualTo("r1");
    assertThat(json.getLong("requestsDropped")).isOne();
  }

  private SessionRecord session(String id, int requests) {
    var sources = new Sources(time, time, () -> id, () -> "t");
    var record =
        new SessionRecord(
            sources, new Opening(id, Dialect.SpatialReal, "avatar-a", "app-1"), new AudioShelf(0));
    var egress = new LiveKit("wss://lk", "lobby", "a", time.instant(), Duration.ZERO);
    record.configured(
        new Configuration(
            egress, SecretText.of("t"), AudioFormat.AUDIO_FORMAT_PCM_S16LE, Configurations.RATE));
    for (var i = 0; i < requests; i++) {
      record.add("r" + i);
    }
    return record;
  }
}

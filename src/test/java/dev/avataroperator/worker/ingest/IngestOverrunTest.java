package dev.avataroperator.worker.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that sends far more than its credit. */
class IngestOverrunTest extends IngestFeedRig {
  private static final int MESSAGE = 200_000;
  private static final int PIECE = 32 * 1024;
  private static final long MOST = 180L * SECOND;

  private long sent;

  @BeforeEach
  void overrun() {
    start(first, "a");
    while (first.closedWith == 0) {
      feed.binary(first, audio(MESSAGE), now);
      pass(100);
      sent += MESSAGE;
    }
  }

  @Test
  void countsWhatFindsNoRoom() {
    assertThat(first.closedWith).isEqualTo(4413);
    assertThat(budget.taken()).isBetween(MOST - PIECE, MOST);
    assertThat(first.told("discarded").getLong("bytes")).isEqualTo(sent - budget.taken());
  }

  @Test
  void neverClaimsToHaveWhatFoundNoRoom() {
    assertThat(first.told)
        .filteredOn(told -> told.getString("type").equals("ack"))
        .isNotEmpty()
        .allMatch(ack -> ack.getLong("bytes") <= budget.taken());
  }

  @Test
  void endsTheSegmentWhereTheRoomDidSoThatNobodyGoesOnBehindAHole() {
    // when
    feed.connect(second, "Streaming");
    feed.text(second, new JsonObject().put("type", "reopen").put("segment", "a").encode(), now);

    // then
    assertThat(second.told("ready").getJsonArray("openSegments")).containsExactly("a");
    assertThat(second.told("reopened")).isNull();
    assertThat(second.told("error").getString("code")).isEqualTo("NotOpen");
  }
}

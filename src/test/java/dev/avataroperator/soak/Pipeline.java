package dev.avataroperator.soak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.avataroperator.testing.AudioFiles;
import dev.avataroperator.testing.IngestClient;
import dev.avataroperator.testing.Tenant;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;

/**
 * A client that speaks a second at a time to one session, and redials like a user's would: with
 * what the Secret says at that moment. It keeps account of what became of each segment.
 */
final class Pipeline {
  private static final int SEGMENT_SECONDS = 1;
  private static final byte[] SPEECH =
      Arrays.copyOf(
          AudioFiles.samples(AudioFiles.WELCOME),
          SEGMENT_SECONDS * AudioFiles.FORMAT.bytesPerSecond());
  private static final long REDIAL = Duration.ofSeconds(45).toNanos();
  private static final int MOST_UNFINISHED = 3;

  private final Tenant tenant;
  private final String session;
  private final LongSupplier nanoTime;
  private final Set<String> unfinished = new HashSet<>();
  private final Set<String> told = new HashSet<>();
  private IngestClient client;
  private long dialledAt;
  private long segments;
  private long lostAndTold;
  private long refused;

  Pipeline(Tenant tenant, String session, LongSupplier nanoTime) {
    this.tenant = tenant;
    this.session = session;
    this.nanoTime = nanoTime;
  }

  /** Reads what it was told, redials when it is time to, and says the next second. */
  synchronized void step() {
    read();
    if (client != null && (client.isClosed() || isOld())) {
      client.close();
      client = null;
    }
    if (client == null) {
      dial();
    }
    if (client != null && unfinished.size() < MOST_UNFINISHED) {
      var id = "segment-" + ++segments;
      unfinished.add(id);
      client.speak(id, SPEECH);
    }
  }

  /** Whether nothing is under way any more. */
  synchronized boolean isSettled() {
    read();
    return unfinished.isEmpty();
  }

  synchronized Figures.Speech figures() {
    return new Figures.Speech(
        segments * SEGMENT_SECONDS, segments, lostAndTold, unfinished.size(), refused);
  }

  synchronized void close() {
    if (client != null) {
      client.close();
    }
  }

  private boolean isOld() {
    return nanoTime.getAsLong() - dialledAt > REDIAL && unfinished.isEmpty();
  }

  private void dial() {
    try {
      client = IngestClient.of(tenant, session);
      dialledAt = nanoTime.getAsLong();
      client.await("ready");
      keepOnly(client.find("ready", null).get(0).path("openSegments"));
    } catch (CompletionException e) {
      refused++;
    }
  }

  /** An accepted segment that isn't open any more and was never finished is told lost by that. */
  private void keepOnly(JsonNode open) {
    var still = new HashSet<String>();
    open.forEach(id -> still.add(id.asText()));
    var before = unfinished.size();
    unfinished.retainAll(still);
    lostAndTold += before - unfinished.size();
  }

  private void read() {
    if (client == null) {
      return;
    }
    for (var message : client.find("finished", null)) {
      var id = message.path("segment").asText();
      if (told.add(id) && unfinished.remove(id) && !isPlayed(message)) {
        lostAndTold++;
      }
    }
  }

  private static boolean isPlayed(JsonNode finished) {
    return finished.path("reason").asText().equals("Played");
  }
}

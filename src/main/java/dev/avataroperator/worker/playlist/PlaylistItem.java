package dev.avataroperator.worker.playlist;

import dev.avataroperator.audio.AudioProblem;
import dev.avataroperator.audio.SpeechFormat;
import dev.avataroperator.audio.source.AudioFetcher;
import dev.avataroperator.credential.Backoff;
import dev.avataroperator.worker.speech.Finish;
import dev.avataroperator.worker.speech.Segment;
import dev.avataroperator.worker.speech.SegmentListener;
import dev.avataroperator.worker.speech.Speech;
import java.time.Duration;

/**
 * One file of a playlist: fetched as it is spoken, and fetched again from where it stands when its
 * server or the avatar service was lost on the way.
 */
final class PlaylistItem implements SegmentListener {
  private static final Duration LEAD = Duration.ofMillis(200);
  private static final int MOST_BROKEN_OFF = 5;
  private static final String GIVEN_UP =
      "can't be read to its end: its server broke off at the same place "
          + MOST_BROKEN_OFF
          + " times";
  private static final long REPEATED = Duration.ofMillis(200).toNanos();

  private final Origin origin;
  private final String name;
  private final Ways ways;
  private ItemBuffer buffer;
  private Segment segment;
  private PacedWriter writer;
  private long from;
  private int failures;
  private int brokenOff;
  private long retryAt = Long.MIN_VALUE;
  private boolean spoken;
  private boolean done;
  private String problem;
  private boolean last;
  private int segments;

  /** What all items of a session are read and spoken with. */
  record Ways(Speech speech, SpeechFormat format, AudioFetcher audio, Backoff backoff) {}

  PlaylistItem(Origin origin, String name, Ways ways) {
    this.origin = origin;
    this.name = name;
    this.ways = ways;
  }

  Origin origin() {
    return origin;
  }

  /** All of it was read, so that the next may be fetched. */
  boolean isRead() {
    return last || (buffer != null && buffer.isRead());
  }

  boolean isDone() {
    return done;
  }

  boolean isSpeaking() {
    return segment != null;
  }

  boolean hasSpoken() {
    return spoken;
  }

  String segmentId() {
    return segment == null ? null : segment.id();
  }

  /** What is wrong, for people; null while nothing is. */
  String problem() {
    return problem;
  }

  void tick(long now) {
    if (done) {
      return;
    }
    prefetch(now);
    if (buffer != null) {
      speak(now);
    }
  }

  /** Reads what fits into the buffer and says nothing yet. */
  void prefetch(long now) {
    if (buffer == null && !last && now >= retryAt) {
      buffer = new ItemBuffer(ways.format(), now, from);
      buffer.fetch(ways.audio(), origin);
    }
    if (buffer != null) {
      buffer.tick(now);
    }
  }

  void interrupt(long readAt) {
    if (segment != null) {
      ways.speech().speaker().interrupt(segment, readAt);
    }
  }

  void cancel() {
    done = true;
    drop();
  }

  @Override
  public void started(Segment which) {
    spoken = true;
  }

  @Override
  public void finished(Segment which, Finish finish) {
    ways.speech().tally().finished(finish);
    segment = null;
    if (finish.reason() == Finish.Reason.Interrupted || (last && !finish.isLost())) {
      end();
    } else if (finish.isLost()) {
      goBack(Duration.ofMillis(finish.playedMs()).toNanos());
    }
  }

  @Override
  public void released(long bytes) {
    // Files are read as they are spoken: there is no allowance to give back.
  }

  @Override
  public void dropped(long bytes) {
    // The buffer's bound is what counts.
  }

  private void speak(long now) {
    if (segment == null && ways.speech().speaker().isOpen() && buffer.hasAudio()) {
      segment = ways.speech().open("item-" + ++segments, this);
      writer = new PacedWriter(ways.format(), LEAD, buffer.offsetNanos());
      failures = 0;
      problem = null;
    }
    if (segment != null && !segment.isComplete() && ways.speech().speaker().isOpen()) {
      ways.speech().tally().read(writer.write(buffer, segment, now));
    }
    if (buffer.isDrained()) {
      drained();
    } else if (buffer.problem() != null && !buffer.hasAudio()) {
      failed(now, buffer.problem());
    }
  }

  private void drained() {
    last = true;
    if (buffer.shortfall() != null) {
      problem = name + " " + buffer.shortfall() + "; what was there is spoken";
    }
    if (segment != null) {
      segment.complete();
      return;
    }
    if (!spoken && problem == null) {
      problem = name + " holds no audio; skipped";
    }
    end();
  }

  /**
   * An outage in the middle ends the segment; the rest is spoken when the file can be read again.
   */
  private void failed(long now, AudioProblem why) {
    countBrokenOff();
    from = buffer.offsetNanos();
    drop();
    last = !why.isPassing() || brokenOff >= MOST_BROKEN_OFF;
    var what = brokenOff >= MOST_BROKEN_OFF ? GIVEN_UP : why.getMessage();
    var then = last ? spoken ? "; what was there is spoken" : "; skipped" : "; trying again";
    problem = name + " " + what + then;
    retryAt = now + ways.backoff().after(++failures).toNanos();
    if (segment != null) {
      segment.complete();
    } else if (last) {
      end();
    }
  }

  /** A server that sends the file up to the same place again and again won't send the rest. */
  private void countBrokenOff() {
    if (buffer.offsetNanos() > from) {
      brokenOff = 0;
    }
    if (buffer.hasBegun()) {
      brokenOff++;
    }
  }

  /**
   * The service's connection was lost in mid-speech: a little is said twice, nothing is left out.
   */
  private void goBack(long playedNanos) {
    var repeated = Math.max(0, playedNanos - REPEATED);
    from = writer.startedAt() + repeated;
    last = false;
    drop();
  }

  private void end() {
    done = true;
    drop();
  }

  private void drop() {
    if (buffer != null) {
      buffer.cancel();
      buffer = null;
    }
  }
}

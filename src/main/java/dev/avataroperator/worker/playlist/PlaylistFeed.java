package dev.avataroperator.worker.playlist;

import dev.avataroperator.audio.SpeechFormat;
import dev.avataroperator.audio.source.AudioFetcher;
import dev.avataroperator.control.Assignment;
import dev.avataroperator.control.Assignment.Source;
import dev.avataroperator.control.SessionReport.Activity;
import dev.avataroperator.credential.Backoff;
import dev.avataroperator.worker.speech.Speech;
import dev.avataroperator.worker.speech.SpeechFeed;
import java.time.Duration;
import java.util.List;

/**
 * Speaks audio files one after the other, or a tone, each as a segment of its own; the next one is
 * fetched while the last seconds of one are spoken. A file that can't be reached is tried again
 * until it can, since its server may only be restarting; one that is missing or no usable audio is
 * skipped, and reported. A list of which nothing could be spoken is tried again every minute rather
 * than called finished.
 */
public final class PlaylistFeed implements SpeechFeed {
  private static final long NOTHING_SPOKEN = Duration.ofMinutes(1).toNanos();

  private static final String NOTHING =
      "nothing in the playlist could be spoken, which is tried again every minute: ";

  private final PlaylistItem.Ways ways;
  private final Place place = new Place();
  private PlaylistItem present;
  private PlaylistItem upcoming;
  private boolean repeat;
  private long gap;
  private boolean spokeSomething;
  private boolean nothingSpoken;
  private boolean assigned;
  private boolean over;
  private String problem;
  private long startAt = Long.MIN_VALUE;

  public PlaylistFeed(Speech speech, SpeechFormat format, AudioFetcher audio, Backoff backoff) {
    this.ways = new PlaylistItem.Ways(speech, format, audio, backoff);
  }

  @Override
  public void assign(Assignment assignment) {
    var source = assignment.audio().source();
    var items = origins(source);
    var playlist = source.playlist();
    repeat = playlist != null && playlist.repeat();
    gap = playlist == null ? 0 : Duration.ofMillis(playlist.gapMs()).toNanos();
    if (!assigned) {
      assigned = true;
      place.start(items, playlist == null ? 0 : playlist.firstItem());
      spokeSomething = place.index() > 0;
    } else if (!place.isSame(items)) {
      edit(items);
    }
  }

  @Override
  public void tick(long now) {
    if (over) {
      return;
    }
    if (present == null && now >= startAt) {
      present = next();
    }
    if (present != null) {
      present.tick(now);
      prefetch(now);
      if (present.isDone()) {
        advance(now);
      }
    } else if (upcoming != null) {
      upcoming.prefetch(now);
    }
  }

  @Override
  public void interrupt(String segment, long readAt) {
    if (present != null && (segment == null || segment.equals(present.segmentId()))) {
      present.interrupt(readAt);
    }
  }

  @Override
  public Activity activity() {
    return new Activity(ways.speech().speaker().isSilent(), hasEnded(), place.index(), said());
  }

  @Override
  public void requestFailed(String message) {
    problem = "the avatar service refused the audio: " + message;
  }

  @Override
  public void end(Ending ending) {
    over = true;
    if (present != null) {
      present.cancel();
    }
    dropUpcoming();
  }

  private static List<Origin> origins(Source source) {
    var tone = source.tone();
    return tone == null
        ? source.playlist().items().stream().map(Origin::of).toList()
        : List.of(new Origin.Tone(tone.frequencyHz(), Duration.ofMillis(tone.durationMs())));
  }

  /** What is being spoken is finished, even where it isn't in the list any more. */
  private void edit(List<Origin> items) {
    var speaking = present != null && present.isSpeaking();
    place.edit(items, speaking);
    if (present != null && !speaking && !present.origin().equals(place.item())) {
      present.cancel();
      present = null;
    }
    startAt = Long.MIN_VALUE;
  }

  /** The item at the place, which may have been fetched already. */
  private PlaylistItem next() {
    if (place.isBehindLast() && repeat) {
      place.rewind();
    }
    var origin = place.item();
    if (origin == null) {
      return null;
    }
    if (upcoming == null || !upcoming.origin().equals(origin)) {
      dropUpcoming();
      return item(origin, place.index());
    }
    var fetched = upcoming;
    upcoming = null;
    return fetched;
  }

  private void prefetch(long now) {
    var following = place.following(repeat);
    if (upcoming != null && !upcoming.origin().equals(following)) {
      dropUpcoming();
    }
    if (upcoming == null && following != null && present.isRead()) {
      upcoming = item(following, (place.index() + 1) % Math.max(1, place.size()));
    }
    if (upcoming != null) {
      upcoming.prefetch(now);
    }
  }

  private PlaylistItem item(Origin origin, int index) {
    var name = "item " + (index + 1) + " (" + origin.shown() + ")";
    return new PlaylistItem(origin, name, ways);
  }

  private void dropUpcoming() {
    if (upcoming != null) {
      upcoming.cancel();
      upcoming = null;
    }
  }

  private void advance(long now) {
    spokeSomething |= present.hasSpoken();
    problem = present.problem() == null ? problem : present.problem();
    present = null;
    place.advance();
    startAt = now + gap;
    if (place.isBehindLast() && (repeat || !spokeSomething)) {
      again(now);
    }
  }

  private void again(long now) {
    nothingSpoken = !spokeSomething;
    spokeSomething = false;
    place.rewind();
    if (nothingSpoken) {
      startAt = now + NOTHING_SPOKEN;
      dropUpcoming();
    }
  }

  /** The present item's problem, else that of the last item that had one. */
  private String said() {
    var latest = present != null && present.problem() != null ? present.problem() : problem;
    return nothingSpoken && !spokeSomething && latest != null ? NOTHING + latest : latest;
  }

  private boolean hasEnded() {
    return assigned && present == null && place.isBehindLast() && !repeat;
  }
}

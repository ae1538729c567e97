package dev.avataroperator.worker.playlist;

import dev.avataroperator.audio.AudioFetcher;
import dev.avataroperator.control.Assignment;
import dev.avataroperator.control.Assignment.Item;
import dev.avataroperator.control.SessionReport.Activity;
import dev.avataroperator.credential.Backoff;
import dev.avataroperator.worker.speech.Speech;
import dev.avataroperator.worker.speech.SpeechFeed;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Speaks audio files one after the other, each as a segment of its own. A file that can't be
 * reached is tried again until it can, since its server may only be restarting; one that is missing
 * or no usable audio is skipped, and reported. A list of which nothing could be spoken is tried
 * again every minute rather than called finished.
 */
public final class PlaylistFeed implements SpeechFeed {
  private static final long NOTHING_SPOKEN = Duration.ofMinutes(1).toNanos();

  private static final String NOTHING =
      "nothing in the playlist could be spoken, which is tried again every minute: ";

  private final Speech speech;
  private final AudioFetcher audio;
  private final Backoff backoff;
  private List<Item> items = List.of();
  private PlaylistItem present;
  private int position;
  private boolean spokeSomething;
  private boolean nothingSpoken;
  private boolean assigned;
  private boolean over;
  private String problem;
  private long startAt = Long.MIN_VALUE;

  public PlaylistFeed(Speech speech, AudioFetcher audio, Backoff backoff) {
    this.speech = speech;
    this.audio = audio;
    this.backoff = backoff;
  }

  @Override
  public void assign(Assignment assignment) {
    var playlist = assignment.audio().source().playlist();
    if (!assigned) {
      assigned = true;
      position = playlist.firstItem();
      spokeSomething = position > 0;
    }
    var changed = !playlist.items().equals(items);
    items = playlist.items();
    if (changed && present != null && !present.isSpeaking() && !isStill(present.url())) {
      present.cancel();
      present = null;
    }
    startAt = changed ? Long.MIN_VALUE : startAt;
  }

  @Override
  public void tick(long now) {
    if (over) {
      return;
    }
    if (present == null && position < items.size() && now >= startAt) {
      var url = items.get(position).url();
      var name = "item " + (position + 1) + " (" + shown(url) + ")";
      present = new PlaylistItem(new PlaylistItem.Origin(url, name), speech, audio, backoff);
    }
    if (present != null) {
      present.tick(now);
      if (present.isDone()) {
        advance(now);
      }
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
    return new Activity(speech.speaker().isSilent(), hasEnded(), position, said());
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
  }

  private void advance(long now) {
    spokeSomething |= present.hasSpoken();
    problem = present.problem() == null ? problem : present.problem();
    present = null;
    position++;
    if (position >= items.size() && !spokeSomething) {
      position = 0;
      nothingSpoken = true;
      startAt = now + NOTHING_SPOKEN;
    }
  }

  /** The present item's problem, else that of the last item that had one. */
  private String said() {
    var latest = present != null && present.problem() != null ? present.problem() : problem;
    return nothingSpoken && !spokeSomething && latest != null ? NOTHING + latest : latest;
  }

  private boolean hasEnded() {
    return assigned && present == null && position >= items.size();
  }

  private boolean isStill(String url) {
    return position < items.size() && items.get(position).url().equals(url);
  }

  /** A query may hold a signature, so it isn't shown. */
  private static String shown(String url) {
    var uri = URI.create(url);
    var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port + uri.getPath();
  }
}

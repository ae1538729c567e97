package dev.avataroperator.worker.api;

import static dev.avataroperator.worker.api.AssignmentCheck.isText;
import static dev.avataroperator.worker.api.AssignmentCheck.require;

import dev.avataroperator.audio.opus.OpusRates;
import dev.avataroperator.control.Assignment.Audio;
import dev.avataroperator.control.Assignment.Item;
import dev.avataroperator.control.Assignment.Playlist;
import dev.avataroperator.control.Assignment.Source;
import dev.avataroperator.control.Assignment.Tone;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Refuses audio that can't be sent, with what to write instead. */
final class AudioCheck {
  private static final int MOST_ITEMS = 1_000;
  private static final int MOST_CONTENT = 1024 * 1024;
  private static final int LOWEST_RATE = 8_000;
  private static final int HIGHEST_RATE = 48_000;
  private static final long HOUR_MS = 3_600_000;

  private AudioCheck() {}

  static void check(Audio audio) {
    var opus = "OGG_OPUS".equals(audio.format());
    require(
        opus || "PCM_S16LE".equals(audio.format()), "audio.format must be PCM_S16LE or OGG_OPUS");
    require(
        audio.sampleRateHz() >= LOWEST_RATE && audio.sampleRateHz() <= HIGHEST_RATE,
        "audio.sampleRateHz must be 8000 to 48000");
    require(
        !opus || OpusRates.contains(audio.sampleRateHz()),
        "audio.sampleRateHz must be 8000, 12000, 16000, 24000 or 48000 for OGG_OPUS");
    checkSource(audio.source(), audio, opus);
  }

  private static void checkSource(Source source, Audio audio, boolean opus) {
    require(
        source != null
            && Stream.of(source.ingest(), source.playlist(), source.tone())
                    .filter(Objects::nonNull)
                    .count()
                == 1,
        "audio.source must hold exactly one of ingest, playlist and tone");
    if (source.playlist() != null) {
      checkPlaylist(source.playlist());
    }
    if (source.tone() != null) {
      require(!opus, "audio.source.tone needs format PCM_S16LE");
      checkTone(source.tone(), audio.sampleRateHz());
    }
  }

  private static void checkTone(Tone tone, int rate) {
    require(
        tone.frequencyHz() > 0 && tone.frequencyHz() * 2 < rate,
        "audio.source.tone.frequencyHz must be below half of the sample rate");
    require(
        tone.durationMs() > 0 && tone.durationMs() <= HOUR_MS,
        "audio.source.tone.durationMs must be 1 to 3600000");
  }

  private static void checkPlaylist(Playlist playlist) {
    require(playlist.firstItem() >= 0, "audio.source.playlist.firstItem must be 0 or more");
    require(
        playlist.gapMs() >= 0 && playlist.gapMs() <= HOUR_MS,
        "audio.source.playlist.gapMs must be 0 to 3600000");
    checkItems(playlist.items());
  }

  private static void checkItems(List<Item> items) {
    require(
        items != null && !items.isEmpty() && items.size() <= MOST_ITEMS,
        "audio.source.playlist.items must hold 1 to " + MOST_ITEMS + " items");
    var content = 0L;
    for (var item : items) {
      require(
          item != null && isText(item.url()) != isText(item.name()),
          "audio.source.playlist.items need a url each, or name and content");
      content += item.url() != null ? checkUrl(item.url()) : checkContent(item.content());
    }
    require(
        content <= MOST_CONTENT,
        "audio.source.playlist.items hold more than 1 MiB of content: give large files a url");
  }

  private static int checkUrl(String url) {
    var scheme = AssignmentCheck.uri(url, "audio.source.playlist.items[].url").getScheme();
    require(
        "https".equals(scheme) || "http".equals(scheme),
        "audio.source.playlist.items[].url must begin with https://");
    return 0;
  }

  private static int checkContent(String content) {
    try {
      return Base64.getDecoder().decode(Objects.requireNonNullElse(content, "")).length;
    } catch (IllegalArgumentException e) {
      require(false, "audio.source.playlist.items[].content isn't base64");
      return 0;
    }
  }
}

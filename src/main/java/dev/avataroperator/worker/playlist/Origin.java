package dev.avataroperator.worker.playlist;

import dev.avataroperator.audio.AudioReading;
import dev.avataroperator.audio.SpeechFormat;
import dev.avataroperator.audio.source.AudioFetcher;
import dev.avataroperator.audio.source.AudioFetcher.Named;
import dev.avataroperator.control.Assignment.Item;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;

/** Where an item's audio comes from; two that are equal are the same item. */
sealed interface Origin {

  /** For people; holds no secret. */
  String shown();

  AudioReading open(
      AudioFetcher audio, SpeechFormat format, long fromNanos, AudioReading.Sink sink);

  static Origin of(Item item) {
    return item.url() != null ? new Web(item.url()) : new Inline(item.name(), item.content());
  }

  /** A file that is fetched. */
  record Web(String url) implements Origin {

    /** A query may hold a signature, so it isn't shown. */
    @Override
    public String shown() {
      var uri = URI.create(url);
      var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      return uri.getScheme() + "://" + uri.getHost() + port + uri.getPath();
    }

    @Override
    public AudioReading open(
        AudioFetcher audio, SpeechFormat format, long fromNanos, AudioReading.Sink sink) {
      return audio.open(URI.create(url), format, fromNanos, sink);
    }
  }

  /** A file that came with the assignment. */
  record Inline(String name, String content) implements Origin {

    @Override
    public String shown() {
      return name;
    }

    @Override
    public AudioReading open(
        AudioFetcher audio, SpeechFormat format, long fromNanos, AudioReading.Sink sink) {
      var bytes = Buffer.buffer(Base64.getDecoder().decode(content));
      return audio.read(new Named(name, bytes), format, fromNanos, sink);
    }
  }

  /** A tone that is made. */
  record Tone(int frequencyHz, Duration duration) implements Origin {

    @Override
    public String shown() {
      return "tone of " + frequencyHz + " Hz";
    }

    @Override
    public AudioReading open(
        AudioFetcher audio, SpeechFormat format, long fromNanos, AudioReading.Sink sink) {
      return audio.tone(frequencyHz, duration, format.pcm(), fromNanos, sink);
    }
  }
}

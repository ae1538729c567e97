package dev.avataroperator.worker.session;

import dev.avataroperator.audio.PcmFormat;
import dev.avataroperator.audio.SpeechFormat;
import dev.avataroperator.control.Assignment;
import dev.avataroperator.control.SessionReport.Latency;
import dev.avataroperator.credential.Backoff;
import dev.avataroperator.egress.EgressDialer.Confirmed;
import dev.avataroperator.latency.LatencyPoint;
import dev.avataroperator.latency.LatencyRecorder;
import dev.avataroperator.worker.ingest.IngestFeed;
import dev.avataroperator.worker.playlist.PlaylistFeed;
import dev.avataroperator.worker.service.ServiceLink;
import dev.avataroperator.worker.speech.Speaker;
import dev.avataroperator.worker.speech.Speech;
import dev.avataroperator.worker.speech.SpeechFeed;

/** Builds what one epoch of a session is made of. */
final class SessionParts {
  private static final String OPUS = "OGG_OPUS";

  private final WorkerEnvironment environment;
  private final WorkerLoop loop;
  private final LatencyRecorder latency;
  private final SessionUsage usage = new SessionUsage();
  private final Speaker speaker;
  private final SpeechFeed feed;

  SessionParts(WorkerEnvironment environment, WorkerLoop loop, Assignment first) {
    this.environment = environment;
    this.loop = loop;
    var nanoTime = environment.time().nanoTime();
    this.latency = new LatencyRecorder(nanoTime);
    this.speaker = new Speaker(latency, nanoTime, environment.requestIds());
    this.feed = feed(first);
  }

  WorkerLoop loop() {
    return loop;
  }

  LatencyRecorder latency() {
    return latency;
  }

  SessionUsage usage() {
    return usage;
  }

  Speaker speaker() {
    return speaker;
  }

  SpeechFeed feed() {
    return feed;
  }

  long nanoTime() {
    return environment.time().nanoTime().getAsLong();
  }

  ServiceLink.Sources linkSources() {
    return new ServiceLink.Sources(
        environment.dialer(),
        environment.time().clock(),
        environment.time().nanoTime(),
        new Backoff(environment.random()));
  }

  void connected() {
    environment.metrics().connected();
  }

  Latency latencyReport(Confirmed latest) {
    var animation = latency.summary(LatencyPoint.FIRST_ANIMATION);
    return new Latency(
        latest == null ? null : latest.connect().toMillis(),
        latest == null ? null : latest.confirm().toMillis(),
        animation.p50(),
        animation.p95(),
        latency.summary(LatencyPoint.INTERRUPT_EFFECTIVE).p95(),
        animation.samples());
  }

  private SpeechFeed feed(Assignment first) {
    var audio = first.audio();
    var format = new SpeechFormat(OPUS.equals(audio.format()), new PcmFormat(audio.sampleRateHz()));
    var speech = new Speech(format, speaker, new SessionTally(usage, environment.metrics()));
    return audio.source().ingest() != null
        ? new IngestFeed(speech, environment.budget(), environment.time().nanoTime())
        : new PlaylistFeed(speech, format, environment.audio(), new Backoff(environment.random()));
  }
}

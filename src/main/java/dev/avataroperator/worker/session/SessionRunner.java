package dev.avataroperator.worker.session;

import dev.avataroperator.control.Assignment;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.control.SessionReport.Activity;
import dev.avataroperator.control.SessionReport.Usage;
import dev.avataroperator.egress.EgressDialer.Confirmed;
import dev.avataroperator.egress.EgressFailure;
import dev.avataroperator.egress.PlaybackSignal;
import dev.avataroperator.latency.LatencyPoint;
import dev.avataroperator.worker.service.ServiceLink;
import dev.avataroperator.worker.speech.Speaker;
import dev.avataroperator.worker.speech.SpeechFeed;
import dev.avataroperator.worker.speech.SpeechFeed.Ending;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Runs one epoch of one session on one event loop: keeps it connected, feeds it audio, and reports
 * what changes. Calls from other threads go through {@link #assign}, {@link #interrupt} and {@link
 * #end}.
 */
public final class SessionRunner implements ServiceLink.Owner {
  private static final Logger LOG = Logger.getLogger(SessionRunner.class);
  private static final long USAGE_EVERY = Duration.ofSeconds(5).toNanos();

  private final String uid;
  private final SessionParts parts;
  private final ServiceLink link;
  private final Speaker speaker;
  private final SpeechFeed feed;
  private final SessionUsage usage;
  private final Hold hold = new Hold();
  private final Silence silence;
  private final Consumer<SessionReport> reports;
  private final String label;
  private volatile SessionReport report;
  private Assignment assignment;
  private String digest;
  private Confirmed latest;
  private long lastUsageAt;
  private boolean ended;

  SessionRunner(String uid, Assignment first, SessionParts parts, Consumer<SessionReport> reports) {
    this.uid = uid;
    this.assignment = first;
    this.label = first.session();
    this.parts = parts;
    this.reports = reports;
    this.usage = parts.usage();
    this.speaker = parts.speaker();
    this.feed = parts.feed();
    this.link = new ServiceLink(parts.linkSources(), this);
    this.lastUsageAt = parts.nanoTime();
    this.silence = new Silence(lastUsageAt);
    this.report = compose();
  }

  /** What was last reported, with how long it has been silent by now; any thread. */
  public SessionReport report() {
    return report.at(silence.millis(parts.nanoTime()));
  }

  public SpeechFeed feed() {
    return feed;
  }

  public WorkerLoop loop() {
    return parts.loop();
  }

  /** Takes the assignment or an update of it; the future tells the report that follows. */
  Future<SessionReport> assign(Assignment fresh, String freshDigest) {
    var done = Promise.<SessionReport>promise();
    loop()
        .run(
            () -> {
              take(fresh, freshDigest);
              done.complete(report);
            });
    return done.future();
  }

  public void interrupt(String segment, long readAt) {
    loop().run(() -> feed.interrupt(segment, readAt));
  }

  /**
   * Closes the service's connection with 1000 and tells the audio client why; the last report, with
   * all that was counted.
   */
  Future<SessionReport> end(Ending why) {
    var done = Promise.<SessionReport>promise();
    loop()
        .run(
            () -> {
              ended = true;
              speaker.abandon(parts.nanoTime());
              feed.end(why);
              loop().remove(this);
              var last = compose();
              link.hangUp().onComplete(closed -> done.tryComplete(last));
            });
    return done.future();
  }

  /** Called every 20 ms on the session's loop. */
  void tick() {
    if (ended) {
      return;
    }
    var now = parts.nanoTime();
    speaker.hold(!hold.isOver(now));
    link.tick();
    feed.tick(now);
    speaker.tick();
    silence.tick(speaker.isSilent(), feed.lastAudioAt(), now);
    if (isParked()) {
      speaker.expire();
    }
    if (now - lastUsageAt >= USAGE_EVERY) {
      lastUsageAt = now;
      publish();
    } else if (hasChanged()) {
      publish();
    }
  }

  @Override
  public void connected(Confirmed confirmed) {
    var now = parts.nanoTime();
    if (usage.hasConnected()) {
      speaker.expire();
    }
    latest = confirmed;
    usage.connected(now);
    parts.connected();
    parts.latency().record(LatencyPoint.CONNECT, confirmed.connect().toNanos());
    parts.latency().record(LatencyPoint.CONFIRM, confirmed.confirm().toNanos());
    hold.confirmed(now);
    speaker.connected(confirmed);
    LOG.infof("session %s connected as %s", label, confirmed.connectionId());
  }

  @Override
  public void disconnected(EgressFailure failure) {
    var now = parts.nanoTime();
    usage.disconnected(now);
    speaker.disconnected(now);
  }

  @Override
  public void animation(String requestId, boolean end) {
    speaker.animation(requestId, end);
  }

  @Override
  public void playback(PlaybackSignal signal) {
    speaker.playback(signal);
  }

  @Override
  public void requestFailed(String requestId, EgressFailure failure) {
    LOG.warnf("session %s: %s", label, failure.message());
    feed.requestFailed(failure.message());
  }

  @Override
  public void linkChanged() {
    var failure = link.failure();
    if (failure != null && !failure.equals(report.failure())) {
      LOG.warnf("session %s: %s: %s", label, failure.code(), failure.message());
    }
    publish();
  }

  private void take(Assignment fresh, String freshDigest) {
    if (ended) {
      return;
    }
    assignment = fresh;
    digest = freshDigest;
    if (fresh.published() && !isParked()) {
      hold.published();
    }
    if (isParked()) {
      park();
    }
    feed.assign(fresh);
    link.assign(fresh);
    publish();
  }

  /** What is unfinished is held and asks to be woken; who wakes sees the avatar come in anew. */
  private void park() {
    hold.renew();
    if (link.connectionId() != null) {
      usage.parked(parts.nanoTime());
      speaker.disconnected(parts.nanoTime());
    }
  }

  private boolean isParked() {
    return assignment.desired() == Assignment.Desired.Parked;
  }

  private Activity activity() {
    return feed.activity().waking(isParked() && speaker.holdsAudio());
  }

  private boolean hasChanged() {
    return link.state() != report.state() || !activity().equals(report.activity());
  }

  private void publish() {
    var fresh = compose();
    if (!ended && !fresh.equals(withSeconds(report, fresh.usage().sessionSeconds()))) {
      report = fresh;
      reports.accept(fresh);
    }
  }

  /** That time goes by isn't news by itself. */
  private static SessionReport withSeconds(SessionReport old, double seconds) {
    var was = old.usage();
    return new SessionReport(
        old.uid(),
        old.epoch(),
        old.state(),
        old.digest(),
        old.connectionId(),
        old.usedGenerations(),
        old.failure(),
        old.activity(),
        old.latency(),
        new Usage(was.audioSeconds(), was.segments(), was.interrupts(), was.reconnects(), seconds));
  }

  private SessionReport compose() {
    return new SessionReport(
        uid,
        assignment.epoch(),
        link.state(),
        digest,
        link.connectionId(),
        link.usedGenerations(),
        link.failure(),
        activity(),
        parts.latencyReport(latest),
        usage.at(parts.nanoTime()));
  }
}

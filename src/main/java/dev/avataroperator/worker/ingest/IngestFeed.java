package dev.avataroperator.worker.ingest;

import dev.avataroperator.control.Assignment;
import dev.avataroperator.control.SessionReport.Activity;
import dev.avataroperator.worker.speech.Finish;
import dev.avataroperator.worker.speech.Segment;
import dev.avataroperator.worker.speech.SegmentListener;
import dev.avataroperator.worker.speech.Speech;
import dev.avataroperator.worker.speech.SpeechFeed;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Audio that one client at a time pushes: opens, fills, ends and interrupts segments, and tells the
 * client what becomes of them.
 */
public final class IngestFeed implements SpeechFeed, SegmentListener {
  private static final int MAX_MESSAGE = 256 * 1024;
  private static final int MOST_UNFINISHED = 64;
  private static final int REPLACED = 4409;

  private final Speech speech;
  private final LongSupplier nanoTime;
  private final IngestCredit credit;
  private final Discarded discarded;
  private final SegmentNames names = new SegmentNames();
  private final Map<String, Segment> unfinished = new LinkedHashMap<>();
  private IngestSocket client;
  private OpenSegment open;
  private boolean firstTurn;
  private long lastAudioAt;
  private Ending ending;

  public IngestFeed(Speech speech, ByteBudget budget, LongSupplier nanoTime) {
    this.speech = speech;
    this.nanoTime = nanoTime;
    this.lastAudioAt = nanoTime.getAsLong();
    this.discarded = new Discarded(speech.tally());
    this.credit = new IngestCredit(speech.format(), budget);
  }

  /** A client came; the one before it goes. */
  void connect(IngestSocket fresh, String state) {
    if (ending != null) {
      fresh.close(ending.code(), ending.name(), ending.text());
      return;
    }
    if (client != null) {
      var old = client;
      disconnect(old);
      old.close(REPLACED, "Replaced", "a newer connection writes to this session: don't redial");
    }
    client = fresh;
    firstTurn = true;
    fresh.send(IngestReplies.ready(state, speech.format(), credit.open(), unfinished.keySet()));
  }

  void disconnect(IngestSocket which) {
    if (which == client) {
      client = null;
      discarded.forget();
      speech.speaker().resume();
      if (open != null) {
        open.orphan(nanoTime.getAsLong());
      }
    }
  }

  void text(IngestSocket from, String text, long readAt) {
    guard(from, () -> handle(IngestMessage.parse(text), readAt));
  }

  void binary(IngestSocket from, Buffer audio, long readAt) {
    guard(from, () -> receive(audio, readAt));
  }

  @Override
  public void assign(Assignment assignment) {
    // Which tokens are good is checked where clients connect.
  }

  @Override
  public void tick(long now) {
    if (open != null) {
      watch(now);
    }
    var granted = client == null ? 0 : credit.grant();
    if (granted > 0) {
      client.send(IngestReplies.credit(granted));
    }
  }

  @Override
  public void interrupt(String named, long readAt) {
    var stopped = new ArrayList<>(unfinished.values());
    stopped.removeIf(segment -> named != null && !segment.id().equals(named));
    if (named == null) {
      firstTurn = false;
    }
    if (open != null && stopped.contains(open.segment())) {
      closeOpen();
    }
    stopped.forEach(segment -> speech.speaker().interrupt(segment, readAt));
    if (named == null) {
      speech.speaker().resume();
    }
    speech.speaker().pump();
  }

  @Override
  public Activity activity() {
    return new Activity(speech.speaker().isSilent(), false, 0, null);
  }

  @Override
  public long lastAudioAt() {
    return lastAudioAt;
  }

  @Override
  public void requestFailed(String message) {
    if (client != null) {
      client.send(IngestReplies.error("ServiceError", message));
    }
  }

  @Override
  public void end(Ending why) {
    ending = why;
    if (client != null) {
      discarded.tell(client);
      client.close(why.code(), why.name(), why.text());
      disconnect(client);
    }
  }

  @Override
  public void started(Segment segment) {
    if (client != null) {
      client.send(IngestReplies.started(segment.id()));
    }
  }

  @Override
  public void finished(Segment segment, Finish finish) {
    unfinished.remove(segment.id());
    speech.tally().finished(finish);
    if (open != null && open.segment() == segment) {
      closeOpen();
    }
    if (client != null) {
      client.send(IngestReplies.finished(segment.id(), finish));
    }
  }

  @Override
  public void released(long bytes) {
    credit.giveBack(bytes);
  }

  private void handle(IngestMessage message, long readAt) {
    switch (message.type()) {
      case START -> start(message.segment(), readAt);
      case AUDIO -> receive(message.audio(), readAt);
      case END -> closeOpen();
      case INTERRUPT -> stop(message.segment(), readAt);
      case REOPEN -> reopen(message.segment(), readAt);
      case PAUSE -> pause();
      case RESUME -> speech.speaker().resume();
      default -> throw new IllegalStateException("no such message type");
    }
    speech.speaker().pump();
  }

  /** Opens a segment with the client's id, or with an implicit one for null. */
  private void start(String wanted, long readAt) {
    if (unfinished.size() >= MOST_UNFINISHED) {
      throw IngestRefused.overrun(
          "%d segments aren't finished: wait for finished, or interrupt, before the next start"
              .formatted(MOST_UNFINISHED));
    }
    var id = wanted == null ? names.nextImplicit() : names.claim(wanted);
    closeOpen();
    discarded.tell(client);
    var segment = speech.open(id, this);
    unfinished.put(id, segment);
    open = new OpenSegment(segment, readAt);
    client.send(IngestReplies.accepted(id));
  }

  /** Goes on with the segment that a lost connection left open, behind what was received of it. */
  private void reopen(String id, long readAt) {
    if (open == null || !open.segment().id().equals(id)) {
      client.send(
          IngestReplies.error(
              "NotOpen", "a segment stays open for 2 s after its connection is lost: " + id));
      return;
    }
    open.adopt(readAt);
    client.send(IngestReplies.reopened(id, open.received()));
  }

  private void pause() {
    if (!speech.speaker().pause()) {
      client.send(
          IngestReplies.error(
              "NotAvailable",
              "the avatar service can't pause what it plays: interrupt it instead"));
    }
  }

  /** A named segment that has finished already is left alone: its client is told that it has. */
  private void stop(String named, long readAt) {
    if (named != null && !names.knows(named)) {
      client.send(
          IngestReplies.error("UnknownSegment", "no segment of this id was started: " + named));
      return;
    }
    interrupt(named, readAt);
  }

  private void receive(Buffer audio, long readAt) {
    if (audio.length() > MAX_MESSAGE) {
      throw IngestRefused.malformed("audio messages hold at most 256 KiB: send 20 to 100 ms each");
    }
    speech.tally().read(audio.length());
    lastAudioAt = readAt;
    if (open != null && open.isOrphaned()) {
      closeOpen();
    }
    if (open == null && firstTurn) {
      start(null, readAt);
    }
    if (open == null) {
      credit.pass(audio.length());
      discarded.add(audio.length());
      return;
    }
    credit.keep(audio.length());
    open.append(audio, readAt);
    speech.speaker().pump();
  }

  /** The open segment is complete, or is finished already. */
  private void closeOpen() {
    if (open == null) {
      return;
    }
    var closing = open;
    open = null;
    firstTurn &= closing.isOrphaned();
    var half = closing.complete();
    if (half > 0) {
      credit.giveBack(half);
      discarded.add(half);
    }
    if (client != null) {
      closing.ack(nanoTime.getAsLong(), true).ifPresent(client::send);
    }
  }

  private void watch(long now) {
    if (open.isOrphaned()) {
      if (open.isLost(now)) {
        closeOpen();
      }
      return;
    }
    if (credit.isUsedUp()) {
      open.waitsForCredit(now);
    }
    if (open.isAbandoned(now)) {
      client.send(IngestReplies.stalled(open.segment().id(), true));
      closeOpen();
    } else {
      open.warning(now).ifPresent(client::send);
      open.ack(now, false).ifPresent(client::send);
    }
  }

  private void guard(IngestSocket from, Runnable action) {
    if (from != client) {
      return;
    }
    try {
      action.run();
    } catch (IngestRefused refused) {
      discarded.tell(client);
      disconnect(from);
      from.close(refused.code(), refused.error(), refused.getMessage());
    }
  }
}

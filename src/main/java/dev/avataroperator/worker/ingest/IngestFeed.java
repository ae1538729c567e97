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
  private final PresentClient client = new PresentClient();
  private final Filling filling;
  private final SegmentNames names = new SegmentNames();
  private final Map<String, Segment> unfinished = new LinkedHashMap<>();
  private long lastAudioAt;
  private Ending ending;

  public IngestFeed(Speech speech, ByteBudget budget, LongSupplier nanoTime) {
    this.speech = speech;
    this.nanoTime = nanoTime;
    this.lastAudioAt = nanoTime.getAsLong();
    this.credit = new IngestCredit(speech.format().pcm(), budget);
    this.filling = new Filling(speech, credit, client, nanoTime);
  }

  /** A client came; the one before it goes. */
  void connect(IngestSocket fresh, String state) {
    if (ending != null) {
      fresh.close(ending.code(), ending.name(), ending.text());
      return;
    }
    if (client.isHere()) {
      var old = client.socket();
      disconnect(old);
      old.close(REPLACED, "Replaced", "a newer connection writes to this session: don't redial");
    }
    client.take(fresh);
    filling.connected();
    fresh.send(IngestReplies.ready(state, speech.format(), credit.open(), unfinished.keySet()));
  }

  void disconnect(IngestSocket which) {
    if (client.is(which)) {
      client.leave();
      speech.speaker().resume();
      filling.disconnected();
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
    filling.watch(now);
    var granted = client.isHere() ? credit.grant() : 0;
    if (granted > 0) {
      client.tell(IngestReplies.credit(granted));
    }
  }

  @Override
  public void interrupt(String named, long readAt) {
    var stopped = new ArrayList<>(unfinished.values());
    stopped.removeIf(segment -> named != null && !segment.id().equals(named));
    if (named == null) {
      filling.endFirstTurn();
    }
    if (stopped.stream().anyMatch(filling::isOpen)) {
      filling.close();
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
    client.tell(IngestReplies.error("ServiceError", message));
  }

  @Override
  public void end(Ending why) {
    ending = why;
    if (client.isHere()) {
      filling.tellDiscarded();
      var socket = client.socket();
      socket.close(why.code(), why.name(), why.text());
      disconnect(socket);
    }
  }

  @Override
  public void started(Segment segment) {
    client.tell(IngestReplies.started(segment.id()));
  }

  @Override
  public void finished(Segment segment, Finish finish) {
    unfinished.remove(segment.id());
    speech.tally().finished(finish);
    if (filling.isOpen(segment)) {
      filling.close();
    }
    client.tell(IngestReplies.finished(segment.id(), finish));
  }

  @Override
  public void released(long plays) {
    credit.giveBack(plays);
  }

  @Override
  public void dropped(long bytes) {
    credit.free(bytes);
  }

  private void handle(IngestMessage message, long readAt) {
    switch (message.type()) {
      case START -> start(message.segment(), readAt);
      case AUDIO -> receive(message.audio(), readAt);
      case END -> filling.end();
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
    filling.end();
    filling.tellDiscarded();
    var segment = speech.open(id, this);
    unfinished.put(id, segment);
    filling.open(segment, readAt);
    client.tell(IngestReplies.accepted(id));
  }

  /** Goes on with the segment that a lost connection left open, behind what was received of it. */
  private void reopen(String id, long readAt) {
    var received = filling.adopt(id, readAt);
    client.tell(
        received >= 0
            ? IngestReplies.reopened(id, received)
            : IngestReplies.error(
                "NotOpen", "a segment stays open for 2 s after its connection is lost: " + id));
  }

  private void pause() {
    if (!speech.speaker().pause()) {
      client.tell(
          IngestReplies.error(
              "NotAvailable",
              "the avatar service can't pause what it plays: interrupt it instead"));
    }
  }

  /** A named segment that has finished already is left alone: its client is told that it has. */
  private void stop(String named, long readAt) {
    if (named != null && !names.knows(named)) {
      client.tell(
          IngestReplies.error("UnknownSegment", "no segment of this id was started: " + named));
      return;
    }
    interrupt(named, readAt);
  }

  private void receive(Buffer audio, long readAt) {
    if (audio.length() > MAX_MESSAGE) {
      throw IngestRefused.tooLarge();
    }
    speech.tally().read(audio.length());
    lastAudioAt = readAt;
    if (filling.awaitsImplicit()) {
      start(null, readAt);
    }
    filling.receive(audio, readAt);
    speech.speaker().pump();
  }

  private void guard(IngestSocket from, Runnable action) {
    if (!client.is(from)) {
      return;
    }
    try {
      action.run();
    } catch (IngestRefused refused) {
      filling.tellDiscarded();
      disconnect(from);
      from.close(refused.code(), refused.error(), refused.getMessage());
    }
  }
}

package dev.avataroperator.worker.ingest;

import dev.avataroperator.audio.AudioProblem;
import dev.avataroperator.worker.speech.Piece;
import dev.avataroperator.worker.speech.Segment;
import dev.avataroperator.worker.speech.Speech;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * Where a client's audio goes: into the open segment, within the credit, or nowhere. Ends a segment
 * that gets no more audio, and keeps one open for a while whose client was lost.
 */
final class Filling {
  private final Speech speech;
  private final IngestCredit credit;
  private final PresentClient client;
  private final LongSupplier nanoTime;
  private final Discarded discarded;
  private OpenSegment open;
  private boolean firstTurn;

  Filling(Speech speech, IngestCredit credit, PresentClient client, LongSupplier nanoTime) {
    this.speech = speech;
    this.credit = credit;
    this.client = client;
    this.nanoTime = nanoTime;
    this.discarded = new Discarded(speech.format(), speech.tally());
  }

  /** A connection begins: until its first turn is over, audio needs no start. */
  void connected() {
    firstTurn = true;
  }

  void disconnected() {
    discarded.forget();
    if (open != null) {
      open.orphan(nanoTime.getAsLong());
    }
  }

  void endFirstTurn() {
    firstTurn = false;
  }

  void open(Segment segment, long readAt) {
    open = new OpenSegment(segment, speech.format(), readAt);
  }

  boolean isOpen(Segment segment) {
    return open != null && open.segment() == segment;
  }

  /** Whether audio that comes now opens a segment by itself; an orphan's is over then. */
  boolean awaitsImplicit() {
    if (open != null && open.isOrphaned()) {
      end();
    }
    return open == null && firstTurn;
  }

  /** The bytes received of the segment that a lost connection left open; -1 if it isn't that. */
  long adopt(String id, long readAt) {
    if (open == null || !open.segment().id().equals(id)) {
      return -1;
    }
    open.adopt(readAt);
    return open.received();
  }

  void receive(Buffer audio, long readAt) {
    if (open == null) {
      credit.pass(discarded.add(audio));
      return;
    }
    var whole = new ArrayDeque<Piece>();
    try {
      open.take(audio, readAt, whole::add);
    } catch (AudioProblem problem) {
      keep(whole, readAt);
      var id = seal().segment().id();
      throw IngestRefused.malformed("the audio of segment " + id + " " + problem.getMessage());
    }
    keep(whole, readAt);
  }

  /** Where the credit ends the segment does: a client that came back couldn't be told a place. */
  private void keep(Deque<Piece> whole, long readAt) {
    try {
      while (!whole.isEmpty()) {
        credit.keep(whole.peek());
        open.segment().append(whole.remove(), readAt);
      }
    } catch (IngestRefused overrun) {
      discarded.count(whole.stream().mapToLong(Piece::length).sum());
      seal();
      throw overrun;
    }
  }

  /** The client says that the segment is complete. */
  void end() {
    if (open != null) {
      open.shortfall().ifPresent(client::tell);
      close();
    }
  }

  /** The open segment is complete, or is finished already. */
  void close() {
    if (open != null) {
      seal().ack(nanoTime.getAsLong(), true).ifPresent(client::tell);
    }
  }

  /** Nothing more belongs to the open segment. */
  private OpenSegment seal() {
    var closing = open;
    open = null;
    firstTurn &= closing.isOrphaned();
    closing.segment().complete();
    if (closing.left() > 0) {
      discarded.count(closing.left());
    }
    discarded.follow(closing.intake());
    return closing;
  }

  void tellDiscarded() {
    discarded.tell(client);
  }

  void watch(long now) {
    if (open == null) {
      return;
    }
    if (open.isOrphaned()) {
      if (open.isLost(now)) {
        close();
      }
      return;
    }
    if (credit.isUsedUp()) {
      open.waitsForCredit(now);
    }
    if (open.isAbandoned(now)) {
      client.tell(IngestReplies.stalled(open.segment().id(), true));
      close();
    } else {
      open.warning(now).ifPresent(client::tell);
      open.ack(now, false).ifPresent(client::tell);
    }
  }
}

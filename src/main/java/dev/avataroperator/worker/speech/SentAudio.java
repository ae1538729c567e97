package dev.avataroperator.worker.speech;

import dev.avataroperator.worker.speech.Segment.Chunk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What a segment has written and may have to write again, from a little before what was heard last.
 */
final class SentAudio {
  /** 80 ms at the least, which is what a decoder of Opus needs. */
  private static final int SETTLE_PIECES = 4;

  private final Deque<Chunk> chunks = new ArrayDeque<>();
  private long from;

  void add(Chunk chunk) {
    chunks.add(chunk);
  }

  /** Drops what plays before this place; returns the bytes that it held. */
  long forget(long before) {
    var bytes = 0L;
    while (!chunks.isEmpty() && from + chunks.peek().piece().plays() <= before) {
      var chunk = chunks.remove();
      from += chunk.piece().plays();
      bytes += chunk.piece().length();
    }
    return bytes;
  }

  /** Where the first of it begins to play. */
  long from() {
    return from;
  }

  /**
   * Cuts off what plays before this place, or a little less where it can't be cut there; in front
   * comes what decoders settle with.
   */
  void cut(long place) {
    var settling = new ArrayDeque<Chunk>();
    while (!chunks.isEmpty() && isBefore(place, chunks.peek().piece())) {
      var chunk = chunks.remove();
      from += chunk.piece().plays();
      chunk.piece().settling().ifPresent(piece -> settling.add(chunk.with(piece)));
    }
    if (!chunks.isEmpty() && from < place) {
      var chunk = chunks.remove();
      var rest = chunk.piece().without(place - from);
      from += chunk.piece().plays() - rest.plays();
      chunks.addFirst(chunk.with(rest));
    }
    while (settling.size() > SETTLE_PIECES) {
      settling.remove();
    }
    while (!settling.isEmpty()) {
      chunks.addFirst(settling.removeLast());
    }
  }

  /** Takes all of it out, in order. */
  List<Chunk> takeAll() {
    var all = List.copyOf(chunks);
    chunks.clear();
    return all;
  }

  long bytes() {
    return chunks.stream().mapToLong(chunk -> chunk.piece().length()).sum();
  }

  /** A stream's beginning that isn't heard belongs to its first packet that is. */
  private boolean isBefore(long place, Piece piece) {
    var isLeadIn = from == 0 && piece.plays() == 0;
    return !isLeadIn && from + piece.plays() <= place;
  }
}

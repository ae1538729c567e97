package dev.avataroperator.simulator.publish;

import dev.avataroperator.credential.Backoff;
import dev.avataroperator.simulator.playback.Loudspeaker;
import dev.avataroperator.simulator.publish.speech.SpeechQueue;
import dev.avataroperator.simulator.record.PublicationRecord;
import dev.avataroperator.simulator.settings.Publishing.Mode;
import dev.avataroperator.simulator.settings.Publishing.Removal;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * One session's participant. What may block runs on the studio's threads, one thing at a time. A
 * room that is out of reach is tried again for as long as the session lasts.
 */
final class Publisher implements RoomPublisher {
  private static final Logger LOG = Logger.getLogger(Publisher.class);

  private final Studio studio;
  private final Room room;
  private final SpeechQueue speech;
  private final PublicationRecord record;
  private final Runnable removed;
  private final Backoff backoff = new Backoff(new Random());
  private final CompletableFuture<Void> joined = new CompletableFuture<>();
  private boolean joins;
  private final AtomicBoolean finished = new AtomicBoolean();
  private Media.Connection connection;
  private WhipClient.Resource resource;
  private Future<?> loop;

  Publisher(
      Studio studio, Room room, SpeechQueue speech, PublicationRecord record, Runnable removed) {
    this.studio = studio;
    this.room = room;
    this.speech = speech;
    this.record = record;
    this.removed = removed;
  }

  @Override
  public Loudspeaker loudspeaker() {
    return speech;
  }

  /** Called on the session's event loop only. */
  @Override
  public CompletionStage<Void> join() {
    if (!joins) {
      joins = true;
      studio.opened(this);
      studio.call(() -> attempt(0));
    }
    return joined;
  }

  @Override
  public void leave() {
    finish(null, true);
  }

  @Override
  public void drop() {
    finish("the publisher was dropped", false);
  }

  /** Only the first of them counts. */
  private void finish(String why, boolean orderly) {
    if (!finished.compareAndSet(false, true)) {
      return;
    }
    speech.close();
    studio.closed(this);
    studio.call(() -> exit(why, orderly));
  }

  private synchronized void attempt(int failures) {
    if (finished.get()) {
      return;
    }
    try {
      enter();
      joined.complete(null);
    } catch (PublishProblem e) {
      speech.close();
      record.failed(e.getMessage());
      LOG.logf(
          failures == 0 ? Logger.Level.INFO : Logger.Level.DEBUG,
          "%s is not in the room: %s",
          room,
          e.getMessage());
      joined.completeExceptionally(e);
      if (e.isPassing() && (record.hasJoined() || studio.settings().mode() == Mode.Auto)) {
        again(failures + 1);
      }
    }
  }

  private void again(int failures) {
    studio.later(backoff.after(failures), () -> attempt(failures));
  }

  private void enter() throws PublishProblem {
    studio.whip().reach(room.endpoint());
    var opened = new Opened();
    opened.connection = studio.library().open(end -> studio.call(() -> ended(opened, end)));
    WhipClient.Resource made = null;
    try {
      made = studio.whip().publish(room.endpoint(), room.token(), opened.connection.offer());
      opened.connection.connect(made.answer(), studio.settings().joinTimeout());
    } catch (PublishProblem e) {
      opened.connection.close();
      end(made);
      throw e;
    }
    connection = opened.connection;
    resource = made;
    record.joined(made.participantSid());
    speech.open();
    loop = studio.everyChunk(new MediaLoop(connection, speech, studio, record));
    LOG.debugf("%s is in the room as %s", room, made.participantSid());
  }

  private synchronized void ended(Opened which, Media.End end) {
    if (connection == null || which.connection != connection) {
      return;
    }
    var why = end == Media.End.Removed ? "the room removed it" : "the room is out of reach";
    LOG.infof("%s left: %s", room, why);
    exit(why, false);
    speech.close();
    if (end == Media.End.Lost || studio.settings().removal() == Removal.Rejoin) {
      again(1);
    } else {
      removed.run();
    }
  }

  private synchronized void exit(String why, boolean orderly) {
    if (connection == null) {
      return;
    }
    loop.cancel(false);
    if (orderly) {
      end(resource);
    }
    connection.close();
    connection = null;
    record.left(why);
  }

  private void end(WhipClient.Resource which) {
    if (which != null && !studio.whip().end(which, room.token())) {
      LOG.debugf("%s couldn't say that it leaves", room);
    }
  }

  /** A connection's end may be told while it is still being made. */
  private static final class Opened {
    private volatile Media.Connection connection;
  }
}

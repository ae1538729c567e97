package dev.avataroperator.simulator.publish;

import dev.avataroperator.simulator.playback.Loudspeaker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stands for a session in its room. No call blocks. */
public interface RoomPublisher {
  /** For a session that isn't published anywhere. */
  RoomPublisher NONE = new Nowhere();

  /** Where the session's speech is heard; holds what it gets until the room is joined. */
  Loudspeaker loudspeaker();

  /**
   * Joins, once however often it is called; fails with a {@link PublishProblem} when the first
   * attempt does.
   */
  CompletionStage<Void> join();

  /** For good, and in good order. */
  void leave();

  /** Is gone as if its process had been killed. */
  void drop();

  /** See {@link #NONE}. */
  final class Nowhere implements RoomPublisher {
    private Nowhere() {}

    @Override
    public Loudspeaker loudspeaker() {
      return Loudspeaker.NONE;
    }

    @Override
    public CompletionStage<Void> join() {
      return CompletableFuture.completedStage(null);
    }

    @Override
    public void leave() {
      // It never came.
    }

    @Override
    public void drop() {
      // It never came.
    }
  }
}

package dev.avataroperator.egress;

import io.vertx.core.Future;

/** A driving session on its way; used on the Vert.x context that dialled. */
public interface EgressDial {

  /** Ends within the dialler's deadline; fails with {@link EgressException}. */
  Future<EgressDialer.Confirmed> confirmed();

  /**
   * Gives the attempt up and closes what was opened; {@link #confirmed()} then fails with a {@link
   * java.util.concurrent.CancellationException}. Without effect once that future has ended.
   */
  void cancel();
}

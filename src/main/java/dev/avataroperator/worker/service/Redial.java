package dev.avataroperator.worker.service;

import dev.avataroperator.egress.EgressFailure;

/** When a failed connection is made again; the failure's type decides. */
enum Redial {
  /** With the next token; a second time in a row waits, so that nothing spins. */
  AT_ONCE,
  /** After 1 s, 2 s, 4 s … 60 s, for ever. */
  WITH_BACKOFF,
  /** The operator queues it and sends an update. */
  WHEN_TOLD,
  /** Not before the assignment changes. */
  NEVER;

  static Redial after(EgressFailure failure) {
    if (failure instanceof EgressFailure.Rejected) {
      return NEVER;
    }
    if (failure instanceof EgressFailure.OverQuota) {
      return WHEN_TOLD;
    }
    if (failure instanceof EgressFailure.DurationCap
        || failure instanceof EgressFailure.TokenRefused) {
      return AT_ONCE;
    }
    return WITH_BACKOFF;
  }
}

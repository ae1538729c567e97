package dev.avataroperator.latency;

/** What a worker measures, each by the monotonic clock. */
public enum LatencyPoint {
  /** Dial to upgraded. */
  CONNECT,
  /** Configuration sent to confirm received. */
  CONFIRM,
  /** Last byte of an audio message read to written to the service. */
  WORKER_QUEUE,
  /**
   * The later of the segment's first audio byte read and the previous segment's finish, to the
   * first animation of its request; no answer in ten seconds counts as ten seconds.
   */
  FIRST_ANIMATION,
  /** Interrupt read to written to the service. */
  INTERRUPT_SENT,
  /** Interrupt read to the service's answer; no sample where it doesn't answer. */
  INTERRUPT_EFFECTIVE
}

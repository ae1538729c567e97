package dev.avataroperator.operator.workers;

/**
 * Why a worker is to end a session, in the worker API's words; decides what its audio client hears.
 */
public enum EndReason {
  finished,
  suspended,
  moved
}

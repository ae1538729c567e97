/**
 * The operator's lines to the workers: their events, what they run, assignments. Uses the worker
 * API's messages and the assigner's view of a worker.
 */
package dev.avataroperator.operator.workers;

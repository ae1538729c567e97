/**
 * What is said of a session: the worker's reports as conditions, latency and usage, the verdict,
 * the status that is written, and Events.
 */
package dev.avataroperator.operator.session.status;

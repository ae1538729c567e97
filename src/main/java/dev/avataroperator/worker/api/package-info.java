/**
 * The control API under {@code /v1}: routes, the event feed, and what an assignment must look like.
 */
package dev.avataroperator.worker.api;

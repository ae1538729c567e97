/**
 * The worker: a server whose {@code api} assigns {@code session}s, each with a link to the avatar
 * {@code service}, a speaker for its {@code speech}, and audio from {@code ingest} or a {@code
 * playlist}; {@code access} says who may. Uses the core, and neither Kubernetes nor a container, so
 * that it runs anywhere.
 */
package dev.avataroperator.worker;

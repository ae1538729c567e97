/**
 * Segments of speech and the speaker that writes them to the avatar service, one unfinished at a
 * time, and knows by signal or estimate when each was played.
 */
package dev.avataroperator.worker.speech;

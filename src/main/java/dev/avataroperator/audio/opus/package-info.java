/**
 * Ogg Opus (RFC 3533, 6716 and 7845): pages, packets and their durations, encoding and decoding.
 */
package dev.avataroperator.audio.opus;

/**
 * Audio files as they arrive in pieces: which kind one is, and its decoding into speech. A new kind
 * is a decoder and a line in {@link DecoderChoice}.
 */
package dev.avataroperator.audio.file;

package dev.avataroperator.audio;

import io.vertx.core.buffer.Buffer;

/** Some audio as the service gets it, and how long it plays. */
public record AudioPiece(Buffer bytes, long nanos) {}

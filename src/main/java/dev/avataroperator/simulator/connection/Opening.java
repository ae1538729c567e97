package dev.avataroperator.simulator.connection;

import dev.avataroperator.credential.Dialect;

/** What is known of a driving session when its connection is made. */
public record Opening(String connectionId, Dialect dialect, String avatarId, String appId) {}

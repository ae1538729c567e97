package dev.avataroperator.credential;

/** The two forms of the avatar service's protocol. */
public enum Dialect {
  SpatialReal,
  Spatius
}

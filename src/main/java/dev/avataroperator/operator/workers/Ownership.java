package dev.avataroperator.operator.workers;

/** Whether a worker is the one that a session is assigned to. */
@FunctionalInterface
public interface Ownership {
  boolean owns(String sessionUid, String worker);
}

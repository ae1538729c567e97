package dev.avataroperator.gateway;

import java.time.Duration;

/** An answer other than a token: its HTTP status and what the caller can do about it. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  private Refusal(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** The request can't be understood, or asks for what the room doesn't know. */
  public static Refusal invalid(String message) {
    return new Refusal(400, message);
  }

  static Refusal unauthenticated() {
    return new Refusal(401, "send Authorization: Bearer and a token that the cluster accepts");
  }

  /** The same whether the session doesn't exist or the caller may not: nobody can find out. */
  public static Refusal forbidden() {
    return new Refusal(
        403,
        "there is no such AvatarSession, or you may not create avatarsessions/token in its"
            + " namespace: the role edit of Kubernetes contains that");
  }

  public static Refusal foreignRoom() {
    return new Refusal(
        403, "room_name isn't this session's room: leave it out, or name the session of that room");
  }

  /** What is asked for doesn't go together with what is there now. */
  public static Refusal conflict(String message) {
    return new Refusal(409, message);
  }

  static Refusal tooMany(Duration wait) {
    return new Refusal(429, "too many tokens at once: try again in " + wait.toSeconds() + " s");
  }

  /** It can't be told at the moment. */
  public static Refusal unavailable(String message) {
    return new Refusal(503, message);
  }

  int status() {
    return status;
  }
}

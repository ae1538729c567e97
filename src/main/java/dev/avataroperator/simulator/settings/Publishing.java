package dev.avataroperator.simulator.settings;

import java.time.Duration;

/**
 * Whether and how sessions with a LiveKit egress publish into their room.
 *
 * @param joinTimeout a room that can't be joined within it is given up
 */
public record Publishing(Mode mode, Picture picture, Removal removal, Duration joinTimeout) {

  /** Whether a session needs its room. */
  public enum Mode {
    /** Publishes where it can; a session whose room can't be joined goes on without. */
    Auto,
    /** No room is ever joined. */
    Off,
    /** A session whose room can't be joined gets ServerError 14. */
    Required
  }

  /** What a session does when its participant was taken out of the room. */
  public enum Removal {
    /** Nothing. */
    Silent,
    /** ServerError 14; the session goes on without the room. */
    ServerError,
    /** Closes with 1001. */
    Close,
    /** Joins again, with the token that it has. */
    Rejoin
  }

  /** Of the video. */
  public record Picture(int width, int height, int framesPerSecond) {
    public Picture {
      requireWithin("the width", width, 160, 1920);
      requireWithin("the height", height, 90, 1080);
      requireWithin("the frames per second", framesPerSecond, 1, 50);
      if (width % 2 != 0 || height % 2 != 0) {
        throw new IllegalArgumentException("width and height must be even");
      }
    }

    private static void requireWithin(String what, int value, int least, int most) {
      if (value < least || value > most) {
        throw new IllegalArgumentException(what + " must be from " + least + " to " + most);
      }
    }
  }

  public static Publishing auto() {
    return new Publishing(
        Mode.Auto, new Picture(640, 360, 25), Removal.ServerError, Duration.ofSeconds(10));
  }

  public static Publishing off() {
    return auto().withMode(Mode.Off);
  }

  public Publishing withMode(Mode other) {
    return new Publishing(other, picture, removal, joinTimeout);
  }

  public Publishing withRemoval(Removal other) {
    return new Publishing(mode, picture, other, joinTimeout);
  }
}

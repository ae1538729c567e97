package dev.avataroperator.worker.speech;

import dev.avataroperator.control.Assignment;
import dev.avataroperator.control.SessionReport.Activity;

/** Where a session's audio comes from; belongs to the session's event loop. */
public interface SpeechFeed {

  /** An update of the same epoch. */
  void assign(Assignment assignment);

  void tick(long now);

  /** Barge-in: stops everything, or the named segment. */
  void interrupt(String segment, long readAt);

  Activity activity();

  /** When audio was read last, by the monotonic clock; the distant past where that says nothing. */
  default long lastAudioAt() {
    return Long.MIN_VALUE / 2;
  }

  /** The service answered a request with an error that didn't end the connection. */
  void requestFailed(String message);

  /** No more audio is taken; whoever sends some is told with this close code. */
  void end(Ending ending);

  /** Why a session ends here, as the close code and text that its audio client gets. */
  enum Ending {
    Finished(4410, "the session has finished"),
    Suspended(4404, "the session is suspended: dial again when its status says that it runs"),
    Moved(1012, "the session moved or its worker stops: dial the same URL again");

    private final int code;
    private final String text;

    Ending(int code, String text) {
      this.code = code;
      this.text = text;
    }

    public int code() {
      return code;
    }

    public String text() {
      return text;
    }
  }
}

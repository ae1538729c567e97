package dev.avataroperator.operator.session.turn;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.Handled;
import dev.avataroperator.credential.Sha256;
import dev.avataroperator.operator.Names;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What people ask for by annotation. A value is opaque and acted on once: when it differs from the
 * one that the status says was handled. Where the status doesn't say, it may have been acted on
 * before, so it is noted without acting.
 */
public final class Requests {
  private static final int LONGEST = 4096;

  /** A thing that is done once per value of its annotation. */
  public enum Request {
    ROTATE(Names.ROTATE),
    RESTART(Names.RESTART);

    private final String annotation;

    Request(String annotation) {
      this.annotation = annotation;
    }

    private String handled(Handled handled) {
      return this == ROTATE ? handled.rotateRequestedAt() : handled.restartRequestedAt();
    }
  }

  private final Map<Request, String> open = new EnumMap<>(Request.class);
  private final Map<Request, String> handled = new EnumMap<>(Request.class);
  private final boolean paused;

  private Requests(AvatarSession session) {
    var annotations = annotations(session);
    var stored = Optional.ofNullable(session.getStatus()).map(AvatarSessionStatus::handled);
    paused = "true".equals(annotations.get(Names.PAUSED));
    for (var request : Request.values()) {
      var asked = bounded(annotations.get(request.annotation));
      var before = stored.isPresent() ? request.handled(stored.get()) : asked;
      handled.put(request, before);
      if (asked != null && !asked.equals(before)) {
        open.put(request, asked);
      }
    }
  }

  public static Requests of(AvatarSession session) {
    return new Requests(session);
  }

  /** Whether this is asked for and wasn't done yet. */
  public boolean asksFor(Request request) {
    return open.containsKey(request);
  }

  /** The next status says that it was done. */
  public void actedOn(Request request) {
    var value = open.remove(request);
    if (value != null) {
      handled.put(request, value);
    }
  }

  /** The operator stops acting; what runs goes on and keeps its credentials. */
  public boolean isPaused() {
    return paused;
  }

  /** For the status; never null, so that a later annotation is known to be new. */
  public Handled handled() {
    return new Handled(handled.get(Request.ROTATE), handled.get(Request.RESTART));
  }

  /** Whether an annotation of the operator's differs between two versions of a session. */
  public static boolean differ(AvatarSession one, AvatarSession other) {
    var before = annotations(one);
    var after = annotations(other);
    return !Objects.equals(before.get(Names.PAUSED), after.get(Names.PAUSED))
        || !Objects.equals(before.get(Names.ROTATE), after.get(Names.ROTATE))
        || !Objects.equals(before.get(Names.RESTART), after.get(Names.RESTART));
  }

  /** An annotation may be longer than what a status holds. */
  private static String bounded(String value) {
    return value == null || value.length() <= LONGEST ? value : "sha256:" + Sha256.hex(value);
  }

  private static Map<String, String> annotations(AvatarSession session) {
    var annotations = session.getMetadata().getAnnotations();
    return annotations == null ? Map.of() : annotations;
  }
}

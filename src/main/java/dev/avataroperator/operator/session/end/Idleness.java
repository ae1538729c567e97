package dev.avataroperator.operator.session.end;

import dev.avataroperator.api.v1alpha1.AvatarSessionSpec.IdleAction;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.control.SessionReport.State;
import dev.avataroperator.operator.session.room.Audience;
import dev.avataroperator.operator.session.turn.EffectiveSession;
import dev.avataroperator.operator.session.turn.Idle;
import dev.avataroperator.operator.session.turn.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether a session has been silent for so long, or its room empty, that it is parked or completed.
 * A worker says how long it has been silent when something else changes; from there on time is
 * counted here.
 */
public final class Idleness {
  /** A connection that is lost in so long a silence was idle and isn't dialled again. */
  private static final Set<State> HAS_BEEN_HEARD = Set.of(State.Streaming, State.Reconnecting);

  private final Map<String, Silence> silences = new ConcurrentHashMap<>();
  private final Map<String, Instant> wokenAt = new ConcurrentHashMap<>();
  private final Audience audience;

  private record Silence(double audioSeconds, Instant since) {}

  public Idleness(Audience audience) {
    this.audience = audience;
  }

  /** What is to be. */
  public enum Decision {
    RUN,
    PARK,
    COMPLETE
  }

  public Decision of(Turn turn, SessionReport report) {
    var idle = EffectiveSession.of(turn.session()).idle();
    if (idle.isEmpty() || report.activity() == null) {
      return Decision.RUN;
    }
    if (report.state() == State.Parked) {
      return parked(turn, idle.get(), report);
    }
    var decision =
        silentSince(turn, report).map(since -> judge(turn, idle.get(), since)).orElse(Decision.RUN);
    if (decision == Decision.RUN) {
      audience.beginAnew(turn);
    } else {
      audience.hasSomebodyCome(turn);
    }
    return decision;
  }

  public void forget(String uid) {
    silences.remove(uid);
    wokenAt.remove(uid);
  }

  /** Why it is idle, for people. */
  public String why(Turn turn) {
    var isSilence =
        EffectiveSession.of(turn.session())
            .idle()
            .flatMap(idle -> emptyUntil(turn, idle))
            .filter(end -> !turn.now().isBefore(end))
            .isEmpty();
    return isSilence
        ? "Nothing was said for idle.afterSilence."
        : "Nobody was in the room for idle.afterRoomEmpty.";
  }

  /** Audio wakes it, and somebody who comes. */
  private Decision parked(Turn turn, Idle idle, SessionReport report) {
    var stays =
        idle.action() == IdleAction.Park
            && !report.activity().wake()
            && !audience.hasSomebodyCome(turn);
    if (!stays) {
      wokenAt.put(turn.uid(), turn.now());
    }
    return stays ? Decision.PARK : Decision.RUN;
  }

  private Decision judge(Turn turn, Idle idle, Instant since) {
    var silence = later(since, wokenAt.get(turn.uid())).plus(idle.afterSilence());
    var end = emptyUntil(turn, idle).filter(empty -> empty.isBefore(silence)).orElse(silence);
    if (turn.now().isBefore(end)) {
      turn.again(end);
      return Decision.RUN;
    }
    return idle.action() == IdleAction.Park ? Decision.PARK : Decision.COMPLETE;
  }

  /** When the room has been empty for so long, if that matters and it is. */
  private Optional<Instant> emptyUntil(Turn turn, Idle idle) {
    return idle.afterRoomEmpty()
        .flatMap(
            limit ->
                audience
                    .emptySince(turn)
                    .map(since -> later(since, wokenAt.get(turn.uid())).plus(limit)));
  }

  private static Instant later(Instant one, Instant other) {
    return other == null || one.isAfter(other) ? one : other;
  }

  /** Audio that went by since the last look begins the silence anew. */
  private Optional<Instant> silentSince(Turn turn, SessionReport report) {
    var millis = report.activity().silentForMs();
    if (!HAS_BEEN_HEARD.contains(report.state()) || millis == null) {
      silences.remove(turn.uid());
      return Optional.empty();
    }
    var audio = report.usage() == null ? 0 : report.usage().audioSeconds();
    var told = new Silence(audio, turn.now().minus(Duration.ofMillis(millis)));
    var silence =
        silences.merge(
            turn.uid(),
            told,
            (known, fresh) ->
                known.audioSeconds() == audio && known.since().isBefore(fresh.since())
                    ? known
                    : fresh);
    return Optional.of(silence.since());
  }
}

package dev.avataroperator.worker.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Requests that were interrupted here and whose answer from the service is awaited. */
final class Interrupts {
  private final List<AtService> pending = new ArrayList<>();

  void add(AtService stopped) {
    pending.add(stopped);
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  /** The service ended a request; without an id, the oldest. False if none of these is meant. */
  boolean answered(String requestId, long now) {
    return answered(requestId, stopped -> stopped.interruptAnswered(now));
  }

  /** The same, where the service also said how much was played. */
  boolean answered(String requestId, long playedMs, long now) {
    return answered(requestId, stopped -> stopped.interruptAnswered(playedMs, now));
  }

  private boolean answered(String requestId, Consumer<AtService> answer) {
    var found =
        pending.stream()
            .filter(each -> requestId.isEmpty() || each.requestId().equals(requestId))
            .findFirst();
    found.ifPresent(
        stopped -> {
          pending.remove(stopped);
          answer.accept(stopped);
        });
    return found.isPresent();
  }

  void tick(long now) {
    pending.stream().filter(each -> each.isAnswerOverdue(now)).toList().forEach(this::giveUp);
  }

  /** Finishes are told in order, so a later one doesn't overtake. */
  void settle() {
    List.copyOf(pending).forEach(this::giveUp);
  }

  private void giveUp(AtService stopped) {
    pending.remove(stopped);
    stopped.interruptUnanswered();
  }
}

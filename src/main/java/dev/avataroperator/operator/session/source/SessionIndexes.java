package dev.avataroperator.operator.session.source;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** By what sessions are found in the cache. */
final class SessionIndexes {
  static final String BY_UID = "uid";
  static final String BY_REFERENCE = "reference";
  static final String BY_SEAT = "seat";
  static final String BY_BYSTANDER = "bystander";
  static final String MORTAL = "mortal";

  private SessionIndexes() {}

  static Map<String, Function<AvatarSession, List<String>>> all() {
    return Map.of(
        BY_UID,
        session -> List.of(session.getMetadata().getUid()),
        BY_REFERENCE,
        References::of,
        BY_SEAT,
        References::seatOf,
        BY_BYSTANDER,
        Bystanders::seatsOf,
        MORTAL,
        session -> FinishedSweep.deleteAt(session).map(at -> MORTAL).stream().toList());
  }
}

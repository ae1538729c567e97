package dev.avataroperator.operator.session.source;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.RtcProvider;
import dev.avataroperator.rtc.RtcVendor;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The sessions by their seats: a room and an identity, or a channel and a uid, at one server. */
public final class Seats {
  private final IndexerResourceCache<AvatarSession> sessions;
  private final BiFunction<String, String, Optional<RtcProvider>> providers;

  /** Providers are found by namespace and name. */
  Seats(
      IndexerResourceCache<AvatarSession> sessions,
      BiFunction<String, String, Optional<RtcProvider>> providers) {
    this.sessions = sessions;
    this.providers = providers;
  }

  /** The other sessions that ask for the same seat at the same server, of all namespaces. */
  public List<AvatarSession> same(AvatarSession session) {
    return same(session, uid -> false);
  }

  /** The same, with those that are known to be there although their provider is gone. */
  public List<AvatarSession> same(AvatarSession session, Predicate<String> isThere) {
    var key = key(session);
    return References.seatOf(session).stream()
        .flatMap(seat -> sessions.byIndex(SessionIndexes.BY_SEAT, seat).stream())
        .filter(other -> !other.getMetadata().getUid().equals(session.getMetadata().getUid()))
        .filter(other -> key.equals(key(other)) || isThere.test(other.getMetadata().getUid()))
        .toList();
  }

  /** One key for all that would stand in each other's place; empty without a provider. */
  public String key(AvatarSession session) {
    return placeOf(session)
        .map(place -> place + "\n" + String.join("\n", References.seatOf(session)))
        .orElse("");
  }

  /** Those that name the seat, at whatever server. */
  public List<AvatarSession> at(String seat) {
    return sessions.byIndex(SessionIndexes.BY_SEAT, seat);
  }

  /** The other sessions whose avatar has the seat, at the same server. */
  public Stream<AvatarSession> avatarsAt(AvatarSession session, String seat) {
    return neighbours(session, SessionIndexes.BY_SEAT, seat);
  }

  /** The other sessions that name somebody of this seat beside their avatar, likewise. */
  public Stream<AvatarSession> bystandersAt(AvatarSession session, String seat) {
    return neighbours(session, SessionIndexes.BY_BYSTANDER, seat);
  }

  private Stream<AvatarSession> neighbours(AvatarSession session, String index, String seat) {
    var server = placeOf(session);
    return sessions.byIndex(index, seat).stream()
        .filter(other -> !other.getMetadata().getUid().equals(session.getMetadata().getUid()))
        .filter(other -> server.isPresent() && server.equals(placeOf(other)));
  }

  private Optional<String> placeOf(AvatarSession session) {
    var ref = session.getSpec().rtc().providerRef();
    return providers
        .apply(References.namespace(session, ref), ref.name())
        .map(RtcProvider::getSpec)
        .flatMap(RtcVendor::placeOf);
  }
}

package dev.avataroperator.operator.session.room;

import dev.avataroperator.api.v1alpha1.RtcProvider;
import dev.avataroperator.gateway.RoomDoor;
import dev.avataroperator.operator.rooms.RoomAddress;
import dev.avataroperator.operator.rooms.Rooms;
import dev.avataroperator.operator.session.source.SessionSources;
import dev.avataroperator.rtc.RoomNews;
import java.util.Optional;

/** Believes the servers of RtcProviders, by their keys, and has their rooms looked into. */
public final class Webhooks implements RoomDoor {
  private final SessionSources sources;
  private final RtcAccounts accounts;
  private final Rooms rooms;

  public Webhooks(SessionSources sources, Rooms rooms) {
    this.sources = sources;
    this.accounts = new RtcAccounts(sources);
    this.rooms = rooms;
  }

  @Override
  public Optional<RoomNews> news(String namespace, String provider) {
    return address(namespace, provider, "").map(address -> address.server().news());
  }

  @Override
  public void happened(String namespace, String provider, String room) {
    address(namespace, provider, room).ifPresent(rooms::look);
  }

  private Optional<RoomAddress> address(String namespace, String provider, String room) {
    Optional<RtcProvider> named = sources.provider(namespace, provider);
    return named.flatMap(found -> accounts.room(found, room));
  }
}

package dev.avataroperator.operator.session.room;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.RtcProvider;
import dev.avataroperator.operator.SecretData;
import dev.avataroperator.operator.SourceValue;
import dev.avataroperator.operator.rooms.RoomAddress;
import dev.avataroperator.operator.session.source.References;
import dev.avataroperator.operator.session.source.SessionSources;
import dev.avataroperator.rtc.InvalidRtcAccountException;
import dev.avataroperator.rtc.MissingRtcKeyException;
import dev.avataroperator.rtc.RtcAccount;
import dev.avataroperator.rtc.RtcVendor;
import java.util.Optional;

/** Opens the RTC accounts that RtcProviders describe, with their keys from the cache. */
public final class RtcAccounts {
  private final SessionSources sources;

  public RtcAccounts(SessionSources sources) {
    this.sources = sources;
  }

  /** With what is missing or wrong in the exception, for people. */
  public RtcAccount open(RtcProvider provider) throws InvalidRtcAccountException {
    var spec = provider.getSpec();
    var namespace = provider.getMetadata().getNamespace();
    var vendor = RtcVendor.of(spec);
    var name = vendor.secretName(spec);
    var secret = sources.sourceSecret(namespace, name);
    if (secret.isEmpty()) {
      throw new MissingRtcKeyException(SourceValue.missing(namespace, name));
    }
    return vendor.open(spec, SecretData.read(secret.get()), caBundle(provider));
  }

  private String caBundle(RtcProvider provider) throws MissingRtcKeyException {
    var ref = provider.getSpec().caBundleSecretRef();
    if (ref == null) {
      return null;
    }
    var namespace = provider.getMetadata().getNamespace();
    var found = SourceValue.of(sources.sourceSecret(namespace, ref.name()), namespace, ref);
    if (found.value().isEmpty()) {
      throw new MissingRtcKeyException(found.missing());
    }
    return found.value().get().reveal();
  }

  /** A session's account, also when the session isn't accepted; empty when it can't be opened. */
  public Optional<RtcAccount> of(AvatarSession session) {
    try {
      var provider = provider(session);
      return provider.isEmpty() ? Optional.empty() : Optional.of(open(provider.get()));
    } catch (InvalidRtcAccountException e) {
      return Optional.empty();
    }
  }

  /** A provider's rooms, where they can be looked into. */
  Optional<RoomAddress> room(RtcProvider provider, String room) {
    try {
      return open(provider).rooms().map(server -> new RoomAddress(server, room, provider));
    } catch (InvalidRtcAccountException e) {
      return Optional.empty();
    }
  }

  /** The provider that a session names, whether or not it may use it. */
  Optional<RtcProvider> provider(AvatarSession session) {
    var ref = session.getSpec().rtc().providerRef();
    return sources.provider(References.namespace(session, ref), ref.name());
  }
}

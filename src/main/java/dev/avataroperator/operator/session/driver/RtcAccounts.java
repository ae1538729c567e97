package dev.avataroperator.operator.session.driver;

import dev.avataroperator.operator.SecretData;
import dev.avataroperator.operator.session.source.References;
import dev.avataroperator.operator.session.source.SessionSources;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.rtc.InvalidRtcAccountException;
import dev.avataroperator.rtc.RtcAccount;
import dev.avataroperator.rtc.RtcVendor;
import java.util.Optional;

/** A session's account at its RTC vendor also when the session isn't accepted any more. */
public final class RtcAccounts {
  private final SessionSources sources;

  public RtcAccounts(SessionSources sources) {
    this.sources = sources;
  }

  /** Empty when the provider or its keys are gone. */
  Optional<RtcAccount> of(Turn turn) {
    var ref = turn.session().getSpec().rtc().providerRef();
    var namespace = References.namespace(turn.session(), ref);
    var provider = sources.provider(namespace, ref.name());
    if (provider.isEmpty()) {
      return Optional.empty();
    }
    var spec = provider.get().getSpec();
    try {
      var vendor = RtcVendor.of(spec);
      var secret = sources.sourceSecret(namespace, vendor.secretName(spec));
      return secret.isEmpty()
          ? Optional.empty()
          : Optional.of(vendor.open(spec, SecretData.read(secret.get())));
    } catch (InvalidRtcAccountException e) {
      return Optional.empty();
    }
  }
}

package dev.avataroperator.operator.provider;

import static dev.avataroperator.status.ConditionType.CredentialsValid;
import static dev.avataroperator.status.ConditionType.Reachable;
import static dev.avataroperator.status.ConditionType.Ready;

import dev.avataroperator.api.v1alpha1.RtcProvider;
import dev.avataroperator.api.v1alpha1.RtcProviderStatus;
import dev.avataroperator.operator.OperatorContext;
import dev.avataroperator.operator.Patience;
import dev.avataroperator.operator.SecretData;
import dev.avataroperator.operator.SourceSecrets;
import dev.avataroperator.operator.SourceValue;
import dev.avataroperator.operator.StatusUpdate;
import dev.avataroperator.operator.session.source.References;
import dev.avataroperator.rtc.InvalidRtcAccountException;
import dev.avataroperator.rtc.MissingRtcKeyException;
import dev.avataroperator.rtc.RtcAccount;
import dev.avataroperator.rtc.RtcVendor;
import dev.avataroperator.status.Conditions;
import dev.avataroperator.status.Reason;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Says whether an RTC account can be used. */
@ControllerConfiguration(name = "rtcprovider")
@GradualRetry(maxAttempts = Integer.MAX_VALUE, maxInterval = 60_000)
public class RtcProviderReconciler implements Reconciler<RtcProvider> {
  private final OperatorContext operator;
  private SourceSecrets<RtcProvider> secrets;
  private IndexerResourceCache<RtcProvider> providers;
  private ProviderCheck check;

  public RtcProviderReconciler(OperatorContext operator) {
    this.operator = operator;
  }

  @Override
  public List<EventSource<?, RtcProvider>> prepareEventSources(
      EventSourceContext<RtcProvider> context) {
    secrets = new SourceSecrets<>(context, provider -> References.secretsOf(provider.getSpec()));
    providers = context.getPrimaryCache();
    check = new ProviderCheck(operator.parts().servers(), new Random());
    return List.of(secrets.eventSource());
  }

  @Override
  public UpdateControl<RtcProvider> reconcile(RtcProvider provider, Context<RtcProvider> context) {
    var stored = provider.getStatus() == null ? null : provider.getStatus().conditions();
    var conditions =
        Conditions.after(
            stored, provider.getMetadata().getGeneration(), operator.parts().clock().instant());
    check.retain(providers.list().map(known -> known.getMetadata().getUid()).toList());
    var next = judge(provider, conditions);
    var patience = Patience.left(provider, operator.parts().clock().instant());
    conditions.explainReady(patience.isPresent());
    StatusUpdate.write(
        operator.parts().client(),
        provider,
        new RtcProviderStatus(provider.getMetadata().getGeneration(), conditions.list()));
    var control = UpdateControl.<RtcProvider>noUpdate();
    Stream.concat(patience.stream(), next.stream())
        .min(Duration::compareTo)
        .ifPresent(control::rescheduleAfter);
    return control;
  }

  /** Sets the conditions; when to look again, if anything but a change makes a difference. */
  private Optional<Duration> judge(RtcProvider provider, Conditions conditions) {
    var problem = ProviderRules.problem(provider.getSpec(), operator.parts().settings());
    if (problem.isPresent()) {
      conditions.isFalse(Ready, Reason.InvalidSpec, problem.get());
      return Optional.empty();
    }
    try {
      var rooms = open(provider).rooms();
      if (rooms.isPresent()) {
        return Optional.of(check.judge(provider.getMetadata().getUid(), rooms.get(), conditions));
      }
      conditions.isTrue(CredentialsValid, Reason.Valid, "The keys have the right form.");
      conditions.isUnknown(Reachable, Reason.NotChecked, "Agora isn't called in this version.");
      conditions.isTrue(Ready, Reason.Available, "Tokens can be minted.");
    } catch (MissingRtcKeyException e) {
      unusable(conditions, Reason.SecretNotFound, e.getMessage());
    } catch (InvalidRtcAccountException e) {
      unusable(conditions, Reason.Invalid, e.getMessage());
    }
    return Optional.empty();
  }

  private RtcAccount open(RtcProvider provider) throws InvalidRtcAccountException {
    var spec = provider.getSpec();
    var vendor = RtcVendor.of(spec);
    var secret = secrets.find(provider, vendor.secretName(spec));
    if (secret.isEmpty()) {
      throw new MissingRtcKeyException(
          SourceValue.missing(provider.getMetadata().getNamespace(), vendor.secretName(spec)));
    }
    var ref = spec.caBundleSecretRef();
    if (ref == null) {
      return vendor.open(spec, SecretData.read(secret.get()), null);
    }
    var bundle = secrets.read(provider, ref);
    if (bundle.value().isEmpty()) {
      throw new MissingRtcKeyException(bundle.missing());
    }
    return vendor.open(spec, SecretData.read(secret.get()), bundle.value().get().reveal());
  }

  private static void unusable(Conditions conditions, Reason reason, String message) {
    conditions.isFalse(CredentialsValid, reason, message).isFalse(Ready, reason, message);
  }
}

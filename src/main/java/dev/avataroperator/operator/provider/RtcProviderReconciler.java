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
import dev.avataroperator.rtc.InvalidRtcAccountException;
import dev.avataroperator.rtc.MissingRtcKeyException;
import dev.avataroperator.rtc.RtcVendor;
import dev.avataroperator.status.Conditions;
import dev.avataroperator.status.Reason;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.util.List;
import java.util.Optional;

/** Says whether an RTC account can be used. */
@ControllerConfiguration(name = "rtcprovider")
@GradualRetry(maxAttempts = Integer.MAX_VALUE, maxInterval = 60_000)
public class RtcProviderReconciler implements Reconciler<RtcProvider> {
  private final OperatorContext operator;
  private SourceSecrets<RtcProvider> secrets;

  public RtcProviderReconciler(OperatorContext operator) {
    this.operator = operator;
  }

  @Override
  public List<EventSource<?, RtcProvider>> prepareEventSources(
      EventSourceContext<RtcProvider> context) {
    secrets = new SourceSecrets<>(context, provider -> secretName(provider).stream().toList());
    return List.of(secrets.eventSource());
  }

  @Override
  public UpdateControl<RtcProvider> reconcile(RtcProvider provider, Context<RtcProvider> context) {
    var stored = provider.getStatus() == null ? null : provider.getStatus().conditions();
    var conditions =
        Conditions.after(
            stored, provider.getMetadata().getGeneration(), operator.parts().clock().instant());
    judge(provider, conditions);
    var patience = Patience.left(provider, operator.parts().clock().instant());
    conditions.explainReady(patience.isPresent());
    StatusUpdate.write(
        operator.parts().client(),
        provider,
        new RtcProviderStatus(provider.getMetadata().getGeneration(), conditions.list()));
    var control = UpdateControl.<RtcProvider>noUpdate();
    patience.ifPresent(control::rescheduleAfter);
    return control;
  }

  private void judge(RtcProvider provider, Conditions conditions) {
    var problem = ProviderRules.problem(provider.getSpec(), operator.parts().settings());
    if (problem.isPresent()) {
      conditions.isFalse(Ready, Reason.InvalidSpec, problem.get());
      return;
    }
    var secret = secretName(provider).flatMap(name -> secrets.find(provider, name));
    if (secret.isEmpty()) {
      var missing =
          SourceValue.missing(
              provider.getMetadata().getNamespace(), secretName(provider).orElse(""));
      unusable(conditions, Reason.SecretNotFound, missing);
      return;
    }
    try {
      RtcVendor.of(provider.getSpec()).open(provider.getSpec(), SecretData.read(secret.get()));
      conditions.isTrue(CredentialsValid, Reason.Valid, "The keys have the right form.");
      conditions.isUnknown(
          Reachable, Reason.NotChecked, "The RTC server isn't called in this version.");
      conditions.isTrue(Ready, Reason.Available, "Tokens can be minted.");
    } catch (MissingRtcKeyException e) {
      unusable(conditions, Reason.SecretNotFound, e.getMessage());
    } catch (InvalidRtcAccountException e) {
      unusable(conditions, Reason.Invalid, e.getMessage());
    }
  }

  private static void unusable(Conditions conditions, Reason reason, String message) {
    conditions.isFalse(CredentialsValid, reason, message).isFalse(Ready, reason, message);
  }

  private static Optional<String> secretName(RtcProvider provider) {
    return RtcVendor.all().stream()
        .filter(vendor -> vendor.serves(provider.getSpec()))
        .map(vendor -> vendor.secretName(provider.getSpec()))
        .findFirst();
  }
}

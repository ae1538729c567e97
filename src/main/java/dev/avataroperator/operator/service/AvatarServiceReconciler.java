package dev.avataroperator.operator.service;

import static dev.avataroperator.status.ConditionType.Ready;

import dev.avataroperator.api.v1alpha1.AvatarService;
import dev.avataroperator.api.v1alpha1.AvatarServiceSpec;
import dev.avataroperator.operator.OperatorContext;
import dev.avataroperator.operator.Patience;
import dev.avataroperator.operator.SourceSecrets;
import dev.avataroperator.status.Conditions;
import dev.avataroperator.status.Reason;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says whether an account at an avatar service can be used, and how many sessions use it. */
@ControllerConfiguration(name = "avatarservice")
@GradualRetry(maxAttempts = Integer.MAX_VALUE, maxInterval = 60_000)
public class AvatarServiceReconciler implements Reconciler<AvatarService> {
  private static final Duration COUNTERS = Duration.ofSeconds(10);

  private final OperatorContext operator;
  private SourceSecrets<AvatarService> secrets;
  private KeyCheck keyCheck;
  private ServiceStatus status;
  private IndexerResourceCache<AvatarService> services;

  public AvatarServiceReconciler(OperatorContext operator) {
    this.operator = operator;
  }

  @Override
  public List<EventSource<?, AvatarService>> prepareEventSources(
      EventSourceContext<AvatarService> context) {
    secrets = new SourceSecrets<>(context, service -> secretNames(service.getSpec()));
    keyCheck = new KeyCheck(operator.parts().minter(), operator.parts().clock());
    status = new ServiceStatus(operator.parts());
    var answers = new SimpleInboundEventSource<AvatarService>("console-answers");
    services = context.getPrimaryCache();
    operator
        .parts()
        .minter()
        .listen(
            () -> services.list().map(ResourceID::fromResource).forEach(answers::propagateEvent));
    return List.of(secrets.eventSource(), answers);
  }

  @Override
  public UpdateControl<AvatarService> reconcile(
      AvatarService service, Context<AvatarService> context) {
    var stored = service.getStatus() == null ? null : service.getStatus().conditions();
    var conditions =
        Conditions.after(
            stored, service.getMetadata().getGeneration(), operator.parts().clock().instant());
    keyCheck.retain(services.list().map(known -> known.getMetadata().getUid()).toList());
    var problem = ServiceRules.problem(service.getSpec(), operator.parts().settings());
    problem.ifPresent(why -> conditions.isFalse(Ready, Reason.InvalidSpec, why));
    var key = problem.isPresent() ? Optional.<KeyCheck.Key>empty() : source(service, conditions);
    var wait = key.flatMap(found -> keyCheck.judge(service, found, conditions)).orElse(COUNTERS);
    var keyVersion = key.map(KeyCheck.Key::version).orElse(null);
    var patience = Patience.left(service, operator.parts().clock().instant());
    conditions.explainReady(patience.isPresent());
    status.write(service, conditions, keyVersion);
    return UpdateControl.<AvatarService>noUpdate()
        .rescheduleAfter(patience.filter(left -> left.compareTo(wait) < 0).orElse(wait));
  }

  private Optional<KeyCheck.Key> source(AvatarService service, Conditions conditions) {
    var ref = service.getSpec().apiKeySecretRef();
    var bundle = service.getSpec().caBundleSecretRef();
    var key = secrets.read(service, ref);
    var trusted = bundle == null ? null : secrets.read(service, bundle);
    if (key.value().isEmpty() || (trusted != null && trusted.value().isEmpty())) {
      var missing = key.value().isEmpty() ? key.missing() : trusted.missing();
      conditions.isFalse(Ready, Reason.SecretNotFound, missing);
      return Optional.empty();
    }
    var version = secrets.find(service, ref.name()).orElseThrow().getMetadata();
    return Optional.of(
        new KeyCheck.Key(
            key.value().get(),
            trusted == null ? null : trusted.value().get().reveal(),
            version.getResourceVersion()));
  }

  private static List<String> secretNames(AvatarServiceSpec spec) {
    var names = new ArrayList<String>();
    names.add(spec.apiKeySecretRef().name());
    if (spec.caBundleSecretRef() != null) {
      names.add(spec.caBundleSecretRef().name());
    }
    return names;
  }
}

package dev.avataroperator.operator;

import dev.avataroperator.api.v1alpha1.SecretKeyRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The labelled Secrets that resources of one kind name as sources, from a cache. */
public final class SourceSecrets<P extends HasMetadata> {
  private final InformerEventSource<Secret, P> secrets;

  public SourceSecrets(EventSourceContext<P> context, Function<P, Collection<String>> secretNames) {
    var cache = context.getPrimaryCache();
    secrets =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(Secret.class, context.getPrimaryResourceClass())
                .withName("source-secrets")
                .withLabelSelector(Names.SOURCE_LABEL + "=true")
                .withSecondaryToPrimaryMapper(
                    secret ->
                        cache
                            .list(secret.getMetadata().getNamespace())
                            .filter(
                                user ->
                                    secretNames
                                        .apply(user)
                                        .contains(secret.getMetadata().getName()))
                            .map(ResourceID::fromResource)
                            .collect(Collectors.toSet()))
                .withPrimaryToSecondaryMapper(primary -> Set.of())
                .build(),
            context);
  }

  public InformerEventSource<Secret, P> eventSource() {
    return secrets;
  }

  public SourceValue read(P user, SecretKeyRef ref) {
    return SourceValue.of(find(user, ref.name()), user.getMetadata().getNamespace(), ref);
  }

  public Optional<Secret> find(P user, String name) {
    return secrets.get(new ResourceID(name, user.getMetadata().getNamespace()));
  }
}

package dev.avataroperator.operator.session.source;

import dev.avataroperator.api.v1alpha1.AvatarService;
import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.AvatarWorkerPool;
import dev.avataroperator.api.v1alpha1.RtcProvider;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.session.turn.DrivenBy;
import dev.avataroperator.operator.session.turn.Ending;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What wakes a session up and what it reads, all from caches: the resources that it refers to, the
 * labelled source Secrets, its own Secrets, and reports of workers.
 */
public final class SessionSources {
  private final IndexerResourceCache<AvatarSession> sessions;
  private final InformerEventSource<AvatarService, AvatarSession> services;
  private final InformerEventSource<RtcProvider, AvatarSession> providers;
  private final InformerEventSource<AvatarWorkerPool, AvatarSession> pools;
  private final InformerEventSource<Secret, AvatarSession> sourceSecrets;
  private final InformerEventSource<ConfigMap, AvatarSession> configMaps;
  private final InformerEventSource<Secret, AvatarSession> ownSecrets;
  private final InformerEventSource<Namespace, AvatarSession> namespaces;
  private final SimpleInboundEventSource<AvatarSession> reports =
      new SimpleInboundEventSource<>("worker-reports");

  private final LatestWrites writes = new LatestWrites();
  private final Seats seats;

  public SessionSources(EventSourceContext<AvatarSession> context) {
    sessions = context.getPrimaryCache();
    sessions.addIndexers(SessionIndexes.all());
    services = referenced(AvatarService.class, "services", context);
    providers = referenced(RtcProvider.class, "providers", context);
    seats = new Seats(sessions, this::provider);
    pools = referenced(AvatarWorkerPool.class, "pools", context);
    sourceSecrets = labelled(Secret.class, "source-secrets", this::usersOfSecret, context);
    configMaps = labelled(ConfigMap.class, "config-maps", this::usersOfConfigMap, context);
    namespaces =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(Namespace.class, AvatarSession.class)
                .withName("namespaces")
                .withWatchAllNamespaces()
                .withSecondaryToPrimaryMapper(this::borrowersIn)
                .withPrimaryToSecondaryMapper(session -> Set.of())
                .withOnUpdateFilter((fresh, old) -> !labels(fresh).equals(labels(old)))
                .build(),
            context);
    ownSecrets =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(Secret.class, AvatarSession.class)
                .withName("own-secrets")
                .withLabelSelector(Names.MANAGED_BY + "=" + Names.OPERATOR)
                .build(),
            context);
  }

  public List<EventSource<?, AvatarSession>> all() {
    return List.of(
        services, providers, pools, sourceSecrets, configMaps, ownSecrets, namespaces, reports);
  }

  public Optional<AvatarService> service(String namespace, String name) {
    return services.get(new ResourceID(name, namespace));
  }

  public Optional<RtcProvider> provider(String namespace, String name) {
    return providers.get(new ResourceID(name, namespace));
  }

  /** All of them, of all namespaces. */
  public Stream<RtcProvider> providers() {
    return providers.list(provider -> true);
  }

  public Optional<AvatarWorkerPool> pool(String namespace, String name) {
    return pools.get(new ResourceID(name, namespace));
  }

  public Optional<Secret> sourceSecret(String namespace, String name) {
    return sourceSecrets.get(new ResourceID(name, namespace));
  }

  /** One that is labelled as a source. */
  public Optional<ConfigMap> configMap(String namespace, String name) {
    return configMaps.get(new ResourceID(name, namespace));
  }

  /** Every session, of any namespace, that is as asked. */
  public Stream<AvatarSession> sessions(Predicate<AvatarSession> asked) {
    return sessions.list(asked);
  }

  /** Every session, of any namespace, that refers to the service. */
  public List<AvatarSession> usersOf(AvatarService service) {
    return sessions.byIndex(SessionIndexes.BY_REFERENCE, References.key(service));
  }

  /** Those that are to be deleted some time after they finished, and have. */
  List<AvatarSession> mortal() {
    return sessions.byIndex(SessionIndexes.MORTAL, SessionIndexes.MORTAL);
  }

  public Map<String, String> labelsOfNamespace(String name) {
    return namespaces.get(new ResourceID(name)).map(SessionSources::labels).orElse(Map.of());
  }

  public InformerEventSource<Secret, AvatarSession> ownSecrets() {
    return ownSecrets;
  }

  /** What was written of the sessions themselves. */
  public LatestWrites writes() {
    return writes;
  }

  /** Who stands, or is to stand, where. */
  public Seats seats() {
    return seats;
  }

  /** The one with this uid, if there is one. */
  public List<AvatarSession> withUid(String uid) {
    return sessions.byIndex(SessionIndexes.BY_UID, uid);
  }

  /** Whether the session exists, isn't finished, and names this worker or none yet. */
  public boolean isAssignedTo(String uid, String worker) {
    return sessions.byIndex(SessionIndexes.BY_UID, uid).stream()
        .filter(session -> !Ending.isFinished(session) && !Ending.isSuspended(session))
        .filter(session -> DrivenBy.of(session).isWorker() || Ending.hasWorker(session))
        .map(session -> session.getStatus())
        .anyMatch(
            status -> status == null || status.worker() == null || status.worker().equals(worker));
  }

  /** Has the session with this uid looked at. */
  public void wake(String uid) {
    sessions.byIndex(SessionIndexes.BY_UID, uid).stream()
        .filter(session -> !Ending.isOver(session))
        .map(ResourceID::fromResource)
        .forEach(reports::propagateEvent);
  }

  /** Has every session that names this worker, or none yet, looked at. */
  public void wakeAllOf(String worker) {
    sessions
        .list(
            session ->
                !Ending.isOver(session)
                    && (session.getStatus() == null
                        || session.getStatus().worker() == null
                        || worker.equals(session.getStatus().worker())))
        .map(ResourceID::fromResource)
        .forEach(reports::propagateEvent);
  }

  /** Has those that wait for this seat looked at. */
  public void wakeRivals(AvatarSession session) {
    seats.same(session).stream()
        .filter(rival -> !Ending.isOver(rival))
        .map(ResourceID::fromResource)
        .forEach(reports::propagateEvent);
  }

  private <R extends HasMetadata> InformerEventSource<R, AvatarSession> referenced(
      Class<R> kind, String name, EventSourceContext<AvatarSession> context) {
    SecondaryToPrimaryMapper<R> users = resource -> users(References.key(resource));
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(kind, AvatarSession.class)
            .withName(name)
            .withSecondaryToPrimaryMapper(users)
            .withPrimaryToSecondaryMapper(session -> Set.of())
            .withOnUpdateFilter(References::specChanged)
            .build(),
        context);
  }

  private static <R extends HasMetadata> InformerEventSource<R, AvatarSession> labelled(
      Class<R> kind,
      String name,
      SecondaryToPrimaryMapper<R> users,
      EventSourceContext<AvatarSession> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(kind, AvatarSession.class)
            .withName(name)
            .withLabelSelector(Names.SOURCE_LABEL + "=true")
            .withSecondaryToPrimaryMapper(users)
            .withPrimaryToSecondaryMapper(session -> Set.of())
            .build(),
        context);
  }

  private Set<ResourceID> users(String reference) {
    return sessions.byIndex(SessionIndexes.BY_REFERENCE, reference).stream()
        .map(ResourceID::fromResource)
        .collect(Collectors.toSet());
  }

  /** Those that borrow and stand in a namespace whose labels changed. */
  private Set<ResourceID> borrowersIn(Namespace namespace) {
    return sessions
        .list(namespace.getMetadata().getName(), References::borrows)
        .map(ResourceID::fromResource)
        .collect(Collectors.toSet());
  }

  private Set<ResourceID> usersOfConfigMap(ConfigMap map) {
    var name = map.getMetadata().getName();
    return sessions
        .list(map.getMetadata().getNamespace(), s -> References.configMapsOf(s).contains(name))
        .map(ResourceID::fromResource)
        .collect(Collectors.toSet());
  }

  private static Map<String, String> labels(Namespace namespace) {
    var labels = namespace.getMetadata().getLabels();
    return labels == null ? Map.of() : labels;
  }

  /** The users of whatever stands beside the Secret and names it. */
  private Set<ResourceID> usersOfSecret(Secret secret) {
    var namespace = secret.getMetadata().getNamespace();
    var name = secret.getMetadata().getName();
    return Stream.of(
            services.list(namespace, s -> References.secretsOf(s.getSpec()).contains(name)),
            providers.list(namespace, p -> References.secretsOf(p.getSpec()).contains(name)),
            pools.list(namespace, p -> References.secretsOf(p.getSpec()).contains(name)))
        .flatMap(resources -> resources)
        .map(References::key)
        .flatMap(reference -> users(reference).stream())
        .collect(Collectors.toSet());
  }
}

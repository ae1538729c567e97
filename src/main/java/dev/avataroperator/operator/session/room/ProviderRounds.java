package dev.avataroperator.operator.session.room;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.operator.rooms.RoomRounds;
import dev.avataroperator.operator.session.source.SessionSources;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Goes round the rooms of all RtcProviders every half minute, once all sessions are known. An event
 * source only so that it runs as long as its controller does; it wakes nothing.
 */
public final class ProviderRounds extends AbstractEventSource<Void, AvatarSession> {
  private static final Logger LOG = Logger.getLogger(ProviderRounds.class);
  private static final String NAME = "provider-rounds";
  private static final long EVERY_SECONDS = 30;

  private final SessionSources sources;
  private final RtcAccounts accounts;
  private final RoomRounds rounds;
  private final BooleanSupplier knowsAll;
  private ScheduledExecutorService timer;

  /**
   * @param knowsAll whether a session that isn't in the caches doesn't exist
   */
  public ProviderRounds(SessionSources sources, RoomRounds rounds, BooleanSupplier knowsAll) {
    super(Void.class, NAME);
    this.sources = sources;
    this.accounts = new RtcAccounts(sources);
    this.rounds = rounds;
    this.knowsAll = knowsAll;
  }

  @Override
  public void start() {
    super.start();
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              var thread = new Thread(task, NAME);
              thread.setDaemon(true);
              return thread;
            });
    timer.scheduleWithFixedDelay(this::round, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void stop() {
    timer.shutdownNow();
    super.stop();
  }

  @Override
  public Set<Void> getSecondaryResources(AvatarSession session) {
    return Set.of();
  }

  private void round() {
    if (!knowsAll.getAsBoolean()) {
      return;
    }
    try {
      rounds.go(
          sources.providers().flatMap(provider -> accounts.room(provider, "").stream()).toList());
    } catch (RuntimeException e) {
      LOG.warnf("the rooms weren't gone round: %s", e.getMessage());
    }
  }
}

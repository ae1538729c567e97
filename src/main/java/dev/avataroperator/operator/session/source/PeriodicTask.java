package dev.avataroperator.operator.session.source;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Something that is done again and again, on a thread of its own. An event source only so that it
 * runs as long as its controller does; it wakes nothing.
 */
public final class PeriodicTask extends AbstractEventSource<Void, AvatarSession> {
  private static final Logger LOG = Logger.getLogger(PeriodicTask.class);

  private final Duration pause;
  private final Runnable task;
  private ScheduledExecutorService timer;

  /** What it throws is logged; it is done again all the same. */
  public PeriodicTask(String name, Duration pause, Runnable task) {
    super(Void.class, name);
    this.pause = pause;
    this.task = task;
  }

  @Override
  public void start() {
    super.start();
    timer = Executors.newSingleThreadScheduledExecutor(this::thread);
    timer.scheduleWithFixedDelay(
        this::run, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
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

  private void run() {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.warnf("%s: not done this time: %s", name(), e.getMessage());
    }
  }

  private Thread thread(Runnable work) {
    var thread = new Thread(work, name());
    thread.setDaemon(true);
    return thread;
  }
}

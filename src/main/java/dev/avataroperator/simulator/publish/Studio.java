package dev.avataroperator.simulator.publish;

import dev.avataroperator.simulator.publish.face.Face;
import dev.avataroperator.simulator.publish.face.Portrait;
import dev.avataroperator.simulator.publish.speech.ChunkClock;
import dev.avataroperator.simulator.settings.Publishing;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** What all publishers share: the library, its threads, the calls to rooms, the drawing. */
final class Studio {
  private static final Logger LOG = Logger.getLogger(Studio.class);
  private static final int MOST_CALLS = 32;

  private final Publishing settings;
  private final LongSupplier nanoTime;
  private final Callable<Media> library;
  private final WhipClient whip = new WhipClient();
  private final Set<RoomPublisher> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService media;
  private final ThreadPoolExecutor calls;
  private Media loaded;
  private PublishProblem missing;
  private Portrait portrait;

  Studio(Publishing settings, LongSupplier nanoTime, Callable<Media> library) {
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.library = library;
    media = Executors.newScheduledThreadPool(2, task -> thread("publish-media", task));
    var count = new AtomicInteger();
    calls =
        new ThreadPoolExecutor(
            0,
            MOST_CALLS,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> thread("publish-call-" + count.incrementAndGet(), task));
  }

  Publishing settings() {
    return settings;
  }

  LongSupplier nanoTime() {
    return nanoTime;
  }

  WhipClient whip() {
    return whip;
  }

  synchronized Face newFace() {
    if (portrait == null) {
      portrait = new Portrait(settings.picture().width(), settings.picture().height());
    }
    return portrait.newFace();
  }

  /** Loads the library at the first call, and says once in the log when it can't. */
  synchronized Media library() throws PublishProblem {
    if (missing != null) {
      throw missing;
    }
    if (loaded == null) {
      try {
        loaded = library.call();
      } catch (Exception | LinkageError e) {
        missing = PublishProblem.lasting("webrtc-java can't be loaded: " + root(e));
        LOG.warnf(
            "nothing is published into rooms: %s. It needs libpulse0 libx11-6 libxfixes3"
                + " libxrandr2 libxcomposite1 (Debian's names) on Linux",
            missing.getMessage());
        throw missing;
      }
    }
    return loaded;
  }

  void opened(RoomPublisher publisher) {
    open.add(publisher);
  }

  void closed(RoomPublisher publisher) {
    open.remove(publisher);
  }

  /** Runs what may block. */
  void call(Runnable action) {
    try {
      calls.execute(action);
    } catch (RejectedExecutionException full) {
      later(Duration.ofMillis(200), action);
    }
  }

  void later(Duration delay, Runnable action) {
    if (!media.isShutdown()) {
      media.schedule(() -> call(action), delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  Future<?> everyChunk(Runnable action) {
    return media.scheduleAtFixedRate(action, 0, ChunkClock.CHUNK_NANOS, TimeUnit.NANOSECONDS);
  }

  /** When all publishers have left, within the time. */
  void close(Duration patience) {
    open.forEach(RoomPublisher::leave);
    calls.shutdown();
    try {
      if (!calls.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("not every publisher left its room in time; rooms drop them by themselves");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    media.shutdownNow();
    synchronized (this) {
      if (loaded != null) {
        loaded.close();
      }
    }
  }

  private static String root(Throwable failure) {
    var cause = failure;
    for (var depth = 0; cause.getCause() != null && depth < 10; depth++) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  private static Thread thread(String name, Runnable task) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}

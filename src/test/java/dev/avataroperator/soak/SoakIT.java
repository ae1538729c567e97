package dev.avataroperator.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.soak.Figures.Sessions;
import dev.avataroperator.soak.Figures.Speech;
import dev.avataroperator.soak.Figures.Tokens;
import dev.avataroperator.testing.SimulatorRecords.Stats;
import dev.avataroperator.testing.Tenant;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.Awaitility;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Many sessions whose tokens live a minute and whose connections are ended again and again. {@code
 * dev/soak} runs it for longer.
 */
class SoakIT {
  private static final Logger LOG = Logger.getLogger(SoakIT.class);
  private static final Duration RUN = Duration.ofMinutes(Integer.getInteger("soak.minutes", 2));
  private static final int SESSIONS = Integer.getInteger("soak.sessions", 100);
  private static final Duration SPEAK_EVERY = Duration.ofSeconds(4);
  private static final Duration EACH_ENDED_EVERY = Duration.ofMinutes(1);
  private static final int LOOKS = 36;

  /** What happened last shows in a status after a moment. */
  private static final Duration QUIET = Duration.ofSeconds(5);

  @RegisterExtension final Tenant tenant = new Tenant();

  private final ScheduledExecutorService work = Executors.newScheduledThreadPool(12);

  @AfterEach
  void restartTheOperatorAsItWas() {
    work.shutdownNow();
    tenant.installation().operator().kill();
  }

  @Test
  void keepsItsPromisesWhileTokensExpireAndConnectionsEnd() throws IOException {
    // given
    var directory = Files.createDirectories(Path.of("target/soak"));
    var operator = tenant.installation().operator();
    operator.kill();
    operator.start("--session-token-ttl", "60s", "--ingest-token-ttl", "60s").awaitReady();
    var sessions = new SoakSessions(tenant, SESSIONS);
    sessions.create(RUN);
    Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> notReady() == 0);

    // when
    var figures = run(sessions, directory);
    var verdict = Verdict.of(figures);

    // then
    var table = Table.of(figures, verdict);
    Files.writeString(directory.resolve("table.txt"), table);
    Files.writeString(directory.resolve("not-ready.yaml"), Serialization.asYaml(waiting()));
    LOG.info("soak\n" + table);
    assertThat(verdict.broken()).as(table).isEmpty();
  }

  private Figures run(SoakSessions sessions, Path directory) {
    var before = stats();
    var watch = new Watch(tenant, Clock.systemUTC(), directory);
    var disturbance = new Disturbance(tenant.installation().records(), sessions.entries());
    var pipelines =
        sessions.pushed().stream()
            .map(entry -> new Pipeline(tenant, entry.name(), System::nanoTime))
            .toList();
    disturb(sessions, watch, disturbance, pipelines);
    var settled = settle(pipelines);
    var after = stats();
    return new Figures(
        RUN,
        tokens(before, after, watch),
        new Sessions(
            SESSIONS,
            settled,
            disturbance.forced(),
            after.confirms() - before.confirms(),
            after.duplicates() - before.duplicates()),
        speech(pipelines),
        watch.memory());
  }

  private void disturb(
      SoakSessions sessions, Watch watch, Disturbance disturbance, List<Pipeline> pipelines) {
    var installation = tenant.installation();
    var roles = List.of(installation.operator(), installation.worker());
    var running =
        new Rounds(work)
            .each(pipelines.stream().<Runnable>map(each -> each::step).toList(), SPEAK_EVERY)
            .every(EACH_ENDED_EVERY.dividedBy(sessions.entries().size()), disturbance::step)
            .every(RUN.dividedBy(LOOKS), () -> watch.look(roles));
    running.lastFor(RUN);
  }

  /** Gives what is under way time to end; the sessions that aren't Ready then. */
  private int settle(List<Pipeline> pipelines) {
    var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .during(QUIET)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () ->
                System.nanoTime() > deadline
                    || notReady() == 0 && pipelines.stream().allMatch(Pipeline::isSettled));
    return notReady();
  }

  private int notReady() {
    return waiting().size();
  }

  private List<AvatarSession> waiting() {
    return tenant.sessions().stream()
        .filter(session -> session.getStatus() == null || !isReady(session.getStatus().state()))
        .toList();
  }

  private static boolean isReady(String state) {
    return "Ready".equals(state);
  }

  private Stats stats() {
    return tenant.installation().records().stats();
  }

  private static Tokens tokens(Stats before, Stats after, Watch watch) {
    return new Tokens(
        after.mints() - before.mints(),
        after.refused("expired") - before.refused("expired"),
        after.refused("used") - before.refused("used"),
        after.refused("unknown") - before.refused("unknown"),
        watch.credentialsFoundExpired());
  }

  private static Speech speech(List<Pipeline> pipelines) {
    pipelines.forEach(Pipeline::close);
    return pipelines.stream()
        .map(Pipeline::figures)
        .reduce(new Speech(0, 0, 0, 0, 0), Speech::plus);
  }
}

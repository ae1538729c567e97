package dev.avataroperator.bench;

import dev.avataroperator.testing.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What people in a room wait for. Asserts no speed; {@code dev/bench room} runs it, {@code
 * ./verify} doesn't.
 */
class RoomBench {
  private static final Logger LOG = Logger.getLogger(RoomBench.class);
  private static final int RUNS = Integer.getInteger("bench.runs", 20);

  /** Each lasts eight seconds. */
  private static final int LONG_RUNS = Math.max(1, RUNS / 4);

  @RegisterExtension final Tenant tenant = new Tenant();

  private final Figures figures = new Figures();
  private final Machine machine = new Machine();

  @Test
  void measures() throws IOException {
    try (var rig = new RoomRig(tenant)) {
      var joining = new Joining(rig, figures);
      repeat("joining", RUNS, joining::run);
      repeat("joining, bare", RUNS, joining::runBare);
      try (var speaking = new Speaking(rig, figures)) {
        repeat("hearing", RUNS, speaking::hear);
        repeat("interrupting", RUNS, speaking::interrupt);
        repeat("watching", LONG_RUNS, speaking::watch);
      }
      try (var bare = new BareSpeaking(rig, figures)) {
        repeat("hearing, bare", RUNS, bare::hear);
        repeat("watching, bare", LONG_RUNS, bare::watch);
      }
    } finally {
      write();
    }
  }

  private void repeat(String part, int runs, IntConsumer run) {
    figures.rehearse(() -> run.accept(0));
    for (var number = 1; number <= runs; number++) {
      run.accept(number);
      LOG.infof("%s: %d of %d", part, number, runs);
    }
  }

  /** Also when a part has failed, so that the figures of the others aren't lost. */
  private void write() throws IOException {
    var table =
        new Table(figures)
            .section(
                "Session applied, to a browser that waits in the room",
                Point.APPLIED_TO_FRAME,
                Point.CONFIRMED_TO_FRAME)
            .section(
                "Interrupt in the console, to silence in the browser",
                Point.BARE_OFF_TO_SILENCE,
                Point.PRESSED_JITTER_BUFFER)
            .section(
                "Audio pushed, to sound in the browser",
                Point.BARE_ON_TO_SOUND,
                Point.FIRST_ANIMATION)
            .section(
                "Mouth and voice in the browser", Point.BARE_PICTURE_AFTER_SOUND, Point.LIKENESS);
    var directory = Files.createDirectories(Path.of("target/bench"));
    Files.writeString(directory.resolve("room.txt"), table + "\n" + machine.facts() + "\n");
    Files.writeString(directory.resolve("room.csv"), figures.csv());
  }
}

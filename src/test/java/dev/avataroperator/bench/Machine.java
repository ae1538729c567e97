package dev.avataroperator.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** How busy the machine was since this was made; on Linux. */
final class Machine {
  private static final int IDLE = 3;
  private static final int WAITING = 4;

  private final String loadBefore = load();
  private final long[] before = ticks();

  /** One line, of which a figure without it says little. */
  String facts() {
    return "%d cores, %s; busy %.0f%% of the time, load %s before and %s after; Java %s, %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            model(),
            100 * busy(),
            loadBefore,
            load(),
            Runtime.version().feature(),
            System.getProperty("os.name"));
  }

  /** The share of all cores' time that somebody worked, this bench or others. */
  private double busy() {
    var after = ticks();
    var all = Arrays.stream(after).sum() - Arrays.stream(before).sum();
    var idle = after[IDLE] + after[WAITING] - before[IDLE] - before[WAITING];
    return all == 0 ? 0 : 1 - idle / (double) all;
  }

  /** User, nice, system, idle, waiting for input, interrupts, stolen. */
  private static long[] ticks() {
    var fields = read("/proc/stat").lines().findFirst().orElseThrow().split(" +");
    return Arrays.stream(fields).skip(1).limit(8).mapToLong(Long::parseLong).toArray();
  }

  private static String load() {
    return read("/proc/loadavg").split(" ")[0];
  }

  private static String model() {
    return read("/proc/cpuinfo")
        .lines()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 2))
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

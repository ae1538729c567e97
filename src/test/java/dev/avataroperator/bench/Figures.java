package dev.avataroperator.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was measured so far, in order. */
final class Figures {
  private final Map<Point, List<Double>> values = new EnumMap<>(Point.class);
  private boolean rehearsing;

  void add(Point point, double value) {
    if (!rehearsing) {
      values.computeIfAbsent(point, none -> new ArrayList<>()).add(value);
    }
  }

  /** Nothing of it counts: JVMs and browser are cold. */
  void rehearse(Runnable first) {
    rehearsing = true;
    try {
      first.run();
    } finally {
      rehearsing = false;
    }
  }

  List<Double> of(Point point) {
    return List.copyOf(values.getOrDefault(point, List.of()));
  }

  /** All values, for whoever wants to look closer. */
  String csv() {
    var text = new StringBuilder("point,run,milliseconds\n");
    values.forEach(
        (point, measured) -> {
          for (var run = 0; run < measured.size(); run++) {
            text.append("%s,%d,%.1f%n".formatted(point, run + 1, measured.get(run)));
          }
        });
    return text.toString();
  }
}

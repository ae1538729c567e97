package dev.avataroperator.bench;

import java.util.EnumSet;

/** The figures as people read them. */
final class Table {
  private final StringBuilder text = new StringBuilder();
  private final Figures figures;

  Table(Figures figures) {
    this.figures = figures;
    text.append(
        "%-34s %7s %7s %7s %7s %5s  %s%n"
            .formatted("milliseconds", "p50", "p95", "least", "most", "runs", "p50 beside bare"));
  }

  /** The points from the first to the last, under a heading, where they were measured. */
  Table section(String heading, Point first, Point last) {
    var measured =
        EnumSet.range(first, last).stream().filter(point -> !figures.of(point).isEmpty()).toList();
    if (!measured.isEmpty()) {
      text.append("%n%s%n".formatted(heading));
      measured.forEach(this::row);
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void row(Point point) {
    var of = Percentiles.of(figures.of(point));
    var row =
        "%-34s %7.0f %7.0f %7.0f %7.0f %5d  %s"
            .formatted(
                point.label(), of.p50(), of.p95(), of.least(), of.most(), of.count(), ratio(point));
    text.append(row.stripTrailing()).append('\n');
  }

  private String ratio(Point point) {
    if (point.floor() == null || figures.of(point.floor()).isEmpty()) {
      return "";
    }
    var own = Percentiles.of(figures.of(point)).p50();
    var bare = Percentiles.of(figures.of(point.floor())).p50();
    return point.isOffset() ? "%+.0f ms".formatted(own - bare) : "%.1f times".formatted(own / bare);
  }
}

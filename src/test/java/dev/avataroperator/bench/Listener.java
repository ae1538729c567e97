package dev.avataroperator.bench;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForFunctionOptions;
import dev.avataroperator.bench.RoomRig.Seat;
import java.util.List;
import java.util.Map;

/** Somebody in the room, in a browser of their own; see {@code bench/listen.js}. */
final class Listener implements AutoCloseable {
  /** Root mean square of full scale, -34 dBFS. */
  static final double AUDIBLE = 0.02;

  private static final WaitForFunctionOptions OFTEN =
      new WaitForFunctionOptions().setPollingInterval(50);

  private final BrowserContext context;
  private final Page page;

  /** Joins the room and waits there. */
  Listener(RoomRig rig, Seat seat) {
    context = rig.chromium().person();
    page = context.newPage();
    page.navigate(rig.pages().url("listen.html"));
    page.evaluate("([url, token]) => listener.join(url, token)", List.of(seat.url(), seat.token()));
  }

  /** When the first decoded picture was shown. */
  double firstFrame() {
    await("() => listener.at().firstFrame");
    return at("firstFrame");
  }

  /** When the video track was subscribed to. */
  double subscribed() {
    await("() => listener.at().video");
    return at("video");
  }

  /** Until it has been loud for a moment. */
  void awaitSound() {
    await("() => listener.lasts(true, %s, 100)".formatted(AUDIBLE));
  }

  /** Until it has been silent for longer than any pause that a network makes. */
  void awaitSilence() {
    await("() => listener.lasts(false, %s, 700)".formatted(AUDIBLE));
  }

  /** Looks at the mouth from now on, which costs some time for every picture. */
  void look() {
    page.evaluate("() => listener.look()");
  }

  /** Waits for silence, and forgets what was heard and seen. */
  void settle() {
    awaitSilence();
    page.evaluate("() => listener.forget()");
  }

  /** How loud it was since then. */
  Series sounds() {
    return series("() => listener.sounds()");
  }

  /** How long the sound since the last call had waited in the jitter buffer, on average. */
  double waited() {
    return ((Number) page.evaluate("() => listener.waited()")).doubleValue();
  }

  /** By how much the mouth was behind the voice since then. */
  Offset offset() {
    return Offset.between(sounds().map(Listener::openness), series("() => listener.mouths()"));
  }

  @Override
  public void close() {
    context.close();
  }

  /** As the simulator's mouth follows loudness: by decibels, shut below -50, wide open at -14. */
  private static double openness(double loudness) {
    var decibels = 20 * Math.log10(Math.max(loudness, 1e-6));
    return Math.max(0, Math.min(1, (decibels + 50) / 36));
  }

  private double at(String what) {
    var at = (Map<?, ?>) page.evaluate("() => listener.at()");
    return ((Number) at.get(what)).doubleValue();
  }

  private void await(String condition) {
    page.waitForFunction(condition, null, OFTEN);
  }

  private Series series(String expression) {
    return Series.of(
        ((List<?>) page.evaluate(expression))
            .stream().map(pair -> pairOf((List<?>) pair)).toList());
  }

  private static List<Number> pairOf(List<?> pair) {
    return List.of((Number) pair.get(0), (Number) pair.get(1));
  }
}

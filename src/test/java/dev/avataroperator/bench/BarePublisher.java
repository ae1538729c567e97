package dev.avataroperator.bench;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.avataroperator.bench.RoomRig.Seat;
import java.util.List;

/**
 * A page that publishes without anything of ours: what LiveKit and browsers cost by themselves. See
 * {@code bench/publish.js}.
 */
final class BarePublisher implements AutoCloseable {
  private final BrowserContext context;
  private final Page page;

  BarePublisher(RoomRig rig) {
    context = rig.chromium().person();
    page = context.newPage();
    page.navigate(rig.pages().url("publish.html"));
  }

  /** Joins and publishes; when it began to. */
  double join(Seat seat) {
    return number(
        page.evaluate(
            "([url, token]) => publisher.join(url, token)", List.of(seat.url(), seat.token())));
  }

  /** Turns the tone on or off; when. */
  double speak(boolean loud) {
    return number(page.evaluate("loud => publisher.speak(loud)", loud));
  }

  /** Louder and softer like speech, with the canvas; or silent again. */
  void babble(boolean on) {
    page.evaluate("on => publisher.babble(on)", on);
  }

  @Override
  public void close() {
    context.close();
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }
}

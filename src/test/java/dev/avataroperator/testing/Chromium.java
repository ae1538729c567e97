package dev.avataroperator.testing;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;

/** A real browser without a window, which reaches nothing but this machine. */
public final class Chromium implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final double PATIENCE_MS = 60_000;
  private static final Set<String> SEVERE = Set.of("serious", "critical");
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--autoplay-policy=no-user-gesture-required",
          "--allow-loopback-in-peer-connection",
          "--use-fake-device-for-media-stream",
          "--disable-features=WebRtcHideLocalIpsWithMdns",
          "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1");

  private final Playwright playwright;
  private final Browser browser;

  public Chromium() {
    var executable = Shell.output(Map.of(), List.of("dev/tools/browser")).strip();
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(Path.of(executable))
                    .setIgnoreDefaultArgs(List.of("--mute-audio"))
                    .setArgs(FLAGS));
  }

  /** A person's own window, with nothing of the others. */
  public BrowserContext person(NewContextOptions options) {
    var context = browser.newContext(options);
    context.setDefaultTimeout(PATIENCE_MS);
    return context;
  }

  public BrowserContext person() {
    return person(new NewContextOptions().setViewportSize(1280, 860));
  }

  /** Waits until it holds in the page, whose policy lets no string be run from within. */
  public static void until(Page page, String condition) {
    page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate(condition)));
  }

  /** Kept for people to look at. */
  public static void picture(Page page, String name) {
    page.screenshot(
        new ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  /** Whether people who don't see, or have no mouse, get along. */
  public static void assertAccessible(Page page) {
    var found = new AxeBuilder(page).setLegacyMode(true).analyze().getViolations();
    Assertions.assertThat(found)
        .filteredOn(violation -> SEVERE.contains(violation.getImpact()))
        .extracting(violation -> violation.getId() + ": " + violation.getNodes())
        .isEmpty();
  }

  @Override
  public void close() {
    playwright.close();
  }
}

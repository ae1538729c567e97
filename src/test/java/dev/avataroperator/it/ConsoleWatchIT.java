package dev.avataroperator.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.avataroperator.testing.Accounts;
import dev.avataroperator.testing.AudioFiles;
import dev.avataroperator.testing.Chromium;
import dev.avataroperator.testing.IngestClient;
import dev.avataroperator.testing.LiveKitServer;
import dev.avataroperator.testing.Person;
import dev.avataroperator.testing.RoomList;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.Tenant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Watching an avatar in a real LiveKit room, where the simulator publishes its face and its speech.
 */
class ConsoleWatchIT {
  private static final String SECRET = "a-secret-of-at-least-thirty-two-characters";
  private static final Logger LOG = Logger.getLogger(ConsoleWatchIT.class);
  private static LiveKitServer livekit;
  private static Chromium chromium;

  @RegisterExtension final Tenant tenant = new Tenant();

  @BeforeAll
  static void open() throws IOException {
    livekit = new LiveKitServer(Path.of("target/it-logs/livekit"), "watchkey", SECRET).start();
    chromium = new Chromium();
    PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
  }

  @AfterAll
  static void close() {
    chromium.close();
    livekit.close();
  }

  @Test
  void showsTheAvatarSpeakAndFallSilent() {
    // given
    apply();
    try (var context = chromium.person();
        var pipeline = IngestClient.of(tenant, "face")) {
      var page = signedIn(context, "face");
      pipeline.await("ready", null);

      // when
      page.getByRole(AriaRole.BUTTON, named("Watch")).click();

      // then
      Chromium.until(page, "document.querySelector('video.face').videoWidth > 0");
      assertThat(mouthMoves(page)).isFalse();

      // when
      pipeline.speak("hello", AudioFiles.samples(AudioFiles.WELCOME));

      // then
      Chromium.until(page, "document.querySelector('#loudness').value > 0.05");
      assertThat(mouthMoves(page)).isTrue();
      var rate = framesPerSecond(page);
      LOG.infof("watching at %.1f frames per second", rate);
      assertThat(rate).isGreaterThanOrEqualTo(10);
      Chromium.picture(page, "console-watch");
      Chromium.assertAccessible(page);

      // when
      pipeline.await("finished", "hello");

      // then
      Chromium.until(page, "document.querySelector('#loudness').value < 0.005");
      assertThat(mouthMoves(page)).isFalse();
      page.getByRole(AriaRole.BUTTON, named("Stop watching")).click();
      assertThat(page.getByRole(AriaRole.BUTTON, named("Watch"))).isVisible();
    }
  }

  @Test
  void doesNotStayInTheRoomWhenItsPersonGoesWhileItIsBeingJoined() {
    // given
    apply();
    try (var context = chromium.person()) {
      var page = signedIn(context, "face");
      var asked = new ArrayList<Route>();
      page.route("**/token", asked::add);
      page.getByRole(AriaRole.BUTTON, named("Watch")).click();
      page.waitForCondition(() -> !asked.isEmpty());

      // when
      page.locator("a.brand").click();
      assertThat(page.getByText("Choose a session to see how it is")).isVisible();
      asked.forEach(Route::resume);
      page.unroute("**/token");

      // then
      page.locator(".row").click();
      page.getByRole(AriaRole.BUTTON, named("Watch")).click();
      Chromium.until(page, "document.querySelector('video.face')?.videoWidth > 0");
      assertThat(RoomList.of(livekit, tenant.room("face")))
          .filteredOn(identity -> identity.startsWith("visitor-"))
          .hasSize(1);
    }
  }

  @Test
  void saysThatTheRoomCantBeJoined() {
    // given
    tenant.apply(Samples.ingestOnLiveKit("face", tenant.room("face")));
    tenant.await("face", "Ready");
    try (var context = chromium.person()) {
      var page = signedIn(context, "face");
      // when
      page.getByRole(AriaRole.BUTTON, named("Watch")).click();
      // then
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("The room can’t be joined");
    }
  }

  private void apply() {
    tenant.apply(Accounts.sourceSecret("real", "api-key: watchkey, api-secret: " + SECRET));
    tenant.apply(
        """
        apiVersion: avatar-operator.dev/v1alpha1
        kind: RtcProvider
        metadata: {name: real}
        spec: {livekit: {url: '%s', keySecretRef: {name: real}}}
        """
            .formatted(livekit.url()));
    tenant.apply(
        Samples.ingestOnLiveKit("face", tenant.room("face"))
            .replace("{name: livekit}", "{name: real}"));
    tenant.await("face", "Ready");
  }

  private Page signedIn(BrowserContext context, String session) {
    var person = Person.in(tenant, "ann", "avatar-operator-view", "avatar-operator-edit");
    var page = context.newPage();
    page.navigate(tenant.installation().consolePage() + "/#/" + tenant.namespace() + "/" + session);
    page.evaluate(
        "namespace => sessionStorage.setItem('namespace', namespace)", tenant.namespace());
    page.reload();
    page.getByLabel("Kubernetes bearer token").fill(person.token());
    page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
    assertThat(page.getByRole(AriaRole.BUTTON, named("Watch"))).isEnabled();
    return page;
  }

  /** Whether the pixels around the mouth change within a second; the eyes blink elsewhere. */
  private static boolean mouthMoves(Page page) {
    return Boolean.TRUE.equals(
        page.evaluate(
            """
            async () => {
              const face = document.querySelector('video.face');
              const canvas = document.createElement('canvas');
              canvas.width = 640;
              canvas.height = 360;
              const pen = canvas.getContext('2d', {willReadFrequently: true});
              const mouth = () => {
                pen.drawImage(face, 0, 0, 640, 360);
                return pen.getImageData(290, 222, 60, 44).data;
              };
              const distance = (a, b) => a.reduce((sum, x, i) => sum + Math.abs(x - b[i]), 0) / a.length;
              let most = 0;
              let before = mouth();
              for (let i = 0; i < 10; i++) {
                await new Promise(resume => setTimeout(resume, 100));
                const now = mouth();
                most = Math.max(most, distance(before, now));
                before = now;
              }
              return most > 4;
            }
            """));
  }

  /** As decoded, over two seconds of the page's own clock. */
  private static double framesPerSecond(Page page) {
    return ((Number)
            page.evaluate(
                """
                async () => {
                  const face = document.querySelector('video.face');
                  const count = () => face.getVideoPlaybackQuality().totalVideoFrames;
                  const before = [count(), performance.now()];
                  await new Promise(resume => setTimeout(resume, 2000));
                  return 1000 * (count() - before[0]) / (performance.now() - before[1]);
                }
                """))
        .doubleValue();
  }

  private static GetByRoleOptions named(String name) {
    return new GetByRoleOptions().setName(name).setExact(true);
  }
}

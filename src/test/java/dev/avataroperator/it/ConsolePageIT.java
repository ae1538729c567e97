package dev.avataroperator.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.avataroperator.testing.Chromium;
import dev.avataroperator.testing.JsonCall;
import dev.avataroperator.testing.Person;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.Tenant;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console as people see it, in a real browser. */
class ConsolePageIT {
  private static final String EDIT = "avatar-operator-edit";
  private static final String VIEW = "avatar-operator-view";
  private static final String SECRETS = "system:aggregate-to-edit";
  private static Chromium chromium;

  @RegisterExtension final Tenant tenant = new Tenant();

  @BeforeAll
  static void open() {
    chromium = new Chromium();
    PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
  }

  @AfterAll
  static void close() {
    chromium.close();
  }

  @BeforeEach
  void apply() {
    tenant.apply(Samples.ingestOnLiveKit("concierge", tenant.room("concierge")));
    tenant.apply(
        Samples.ingestOnLiveKit("lobby", tenant.room("lobby"))
            .replace("name: livekit}", "name: livekit-eu}"));
    tenant.apply(Samples.ingestOnAgora("stage", "stage"));
    tenant.patch("stage", "{\"spec\": {\"suspend\": true}}");
    tenant.await("concierge", "Ready");
    tenant.await("stage", "Suspended");
    tenant.await("lobby", "Stalled");
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 360", "DARK, 360"})
  void isReadableInLightAndDarkAndOnAPhone(ColorScheme colours, int width) {
    // given
    var person = Person.in(tenant, "ann", VIEW, EDIT, SECRETS);
    var options = new NewContextOptions().setColorScheme(colours).setViewportSize(width, 860);
    var name = "console-" + colours.name().toLowerCase(Locale.ROOT) + "-" + width;
    try (var context = chromium.person(options)) {
      var page = context.newPage();
      page.navigate(console());
      assertThat(page.getByLabel("Kubernetes bearer token")).isVisible();
      check(page, name + "-sign-in", width);
      // when
      signIn(page, person);
      assertThat(row(page, "concierge")).containsText("Ready");
      assertThat(row(page, "lobby")).containsText("Stalled");
      check(page, name + "-list", width);
      row(page, "lobby").click();
      // then
      assertThat(page.getByText("It waits for a person")).isVisible();
      assertThat(page.getByText("What to do")).isVisible();
      assertThat(page.getByRole(AriaRole.BUTTON, named("Suspend"))).isEnabled();
      check(page, name + "-stalled", width);
      page.navigate(console() + "/#/" + tenant.namespace() + "/concierge");
      assertThat(page.getByRole(AriaRole.BUTTON, named("Interrupt"))).isEnabled();
      check(page, name + "-ready", width);
    }
  }

  @Test
  void letsAPersonSayARecording() {
    // given
    var person = Person.in(tenant, "ann", VIEW, EDIT, SECRETS);
    try (var context = chromium.person()) {
      var page = open(context, person, "concierge");
      // when
      page.getByLabel("Recording").setInputFiles(Path.of("dev/audio/welcome-8bit.wav"));
      page.getByRole(AriaRole.BUTTON, named("Say it")).click();
      // then
      assertThat(page.getByText("were heard, the avatar moved after")).isVisible();
      Chromium.picture(page, "console-said");
    }
    var heard = tenant.installation().records().inRoom(tenant.room("concierge"));
    assertThat(heard).flatExtracting(connection -> connection.requests()).hasSize(1);
  }

  @Test
  void letsAPersonSpeakIntoTheMicrophone() {
    // given
    var person = Person.in(tenant, "ann", VIEW, EDIT, SECRETS);
    try (var context = chromium.person()) {
      context.grantPermissions(List.of("microphone"));
      var page = open(context, person, "concierge");
      // when
      page.getByRole(AriaRole.BUTTON, named("Use the microphone")).click();
      assertThat(page.getByText("The avatar speaks")).isVisible();
      page.getByRole(AriaRole.BUTTON, named("Stop speaking")).click();
      // then
      assertThat(page.getByText("were heard")).isVisible();
    }
    var heard = tenant.installation().records().inRoom(tenant.room("concierge"));
    assertThat(heard).flatExtracting(connection -> connection.requests()).hasSize(1);
  }

  @Test
  void saysThatTheMicrophoneWasRefused() {
    // given
    var person = Person.in(tenant, "ann", VIEW, EDIT, SECRETS);
    try (var context = chromium.person()) {
      var page = open(context, person, "concierge");
      // when
      page.getByRole(AriaRole.BUTTON, named("Use the microphone")).click();
      // then
      assertThat(page.getByText("allow it beside the address")).isVisible();
      Chromium.assertAccessible(page);
    }
  }

  @Test
  void suspendsOnlyWhenAskedTwice() {
    // given
    var person = Person.in(tenant, "ann", VIEW, EDIT);
    try (var context = chromium.person()) {
      var page = open(context, person, "concierge");
      // when
      page.getByRole(AriaRole.BUTTON, named("Suspend")).click();
      page.getByRole(AriaRole.BUTTON, named("Really suspend?")).click();
      // then
      assertThat(page.getByRole(AriaRole.BUTTON, named("Resume"))).isVisible();
      assertThat(page.locator(".detail .chip")).hasText("Suspended");
    }
    tenant.await("concierge", "Suspended");
  }

  @Test
  void offersNothingToAPersonWhoMayOnlyLook() {
    // given
    var person = Person.in(tenant, "ben", VIEW);
    try (var context = chromium.person()) {
      var page = open(context, person, "concierge");
      // then
      assertThat(page.getByText("You may look at this session, not change it.")).isVisible();
      for (var button : new String[] {"Interrupt", "Suspend", "Restart", "Watch"}) {
        assertThat(page.getByRole(AriaRole.BUTTON, named(button))).isDisabled();
      }
      check(page, "console-look-only", 1280);
    }
  }

  @Test
  void showsNothingToAPersonWithoutRights() {
    // given
    var stranger = Person.in(tenant, "eve");
    try (var context = chromium.person()) {
      var page = context.newPage();
      page.navigate(console());
      // when
      page.getByLabel("Kubernetes bearer token").fill(stranger.token());
      page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
      // then
      assertThat(page.getByText("You may not see these")).isVisible();
      choose(page);
      assertThat(page.getByText("no right to list sessions in the namespace")).isVisible();
      assertThat(page.locator(".row")).hasCount(0);
      check(page, "console-no-rights", 1280);
    }
  }

  @Test
  void asksToSignInAgainWhenTheTokenHasExpired() {
    // given
    try (var context = chromium.person()) {
      var page = context.newPage();
      page.navigate(console());
      page.evaluate("sessionStorage.setItem('token', 'one.that.expired')");
      // when
      page.reload();
      // then
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("has expired");
      check(page, "console-expired", 1280);
    }
  }

  @Test
  void keepsTheViewWhenTheTokenExpiresAndThePersonSignsInAgain() {
    // given
    var person = Person.in(tenant, "ann", VIEW, EDIT);
    try (var context = chromium.person()) {
      var page = open(context, person, "concierge");
      page.evaluate("document.querySelector('.detail').dataset.seen = 'before'");
      tenant.handle(ServiceAccount.class, "ann").delete();
      tenant.eventually(
          () ->
              Assertions.assertThat(JsonCall.get(console() + "/api/me", person.token()).status())
                  .isEqualTo(401));

      // when
      tenant.installation().console().kill();
      console();

      // then
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("has expired");
      assertThat(page.getByRole(AriaRole.HEADING, named("concierge"))).isVisible();
      assertThat(row(page, "concierge")).containsText("Ready");
      check(page, "console-sign-in-again", 1280);

      // when
      var again = Person.in(tenant, "ann");
      page.getByLabel("Kubernetes bearer token").fill(again.token());
      page.getByRole(AriaRole.BUTTON, named("Sign in")).click();

      // then
      assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
      assertThat(page.locator(".detail")).hasAttribute("data-seen", "before");
      page.getByRole(AriaRole.BUTTON, named("Suspend")).click();
      page.getByRole(AriaRole.BUTTON, named("Really suspend?")).click();
      assertThat(page.getByRole(AriaRole.BUTTON, named("Resume"))).isVisible();
      Assertions.assertThat(page.url()).doesNotContain(again.token());
    }
  }

  private String console() {
    return tenant.installation().consolePage();
  }

  private Page open(BrowserContext context, Person person, String session) {
    var page = context.newPage();
    page.navigate(console());
    signIn(page, person);
    row(page, session).click();
    assertThat(page.getByRole(AriaRole.HEADING, named(session))).isVisible();
    return page;
  }

  private void signIn(Page page, Person person) {
    page.getByLabel("Kubernetes bearer token").fill(person.token());
    page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
    choose(page);
  }

  private void choose(Page page) {
    page.getByLabel("Namespace").fill(tenant.namespace());
    page.getByRole(AriaRole.BUTTON, named("Show")).click();
  }

  private static Locator row(Page page, String session) {
    return page.locator(".row").filter(new Locator.FilterOptions().setHasText(session));
  }

  private static GetByRoleOptions named(String name) {
    return new GetByRoleOptions().setName(name).setExact(true);
  }

  private static void check(Page page, String name, int width) {
    Chromium.picture(page, name);
    Chromium.assertAccessible(page);
    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
        .as("width of " + name)
        .isLessThanOrEqualTo(width);
  }
}

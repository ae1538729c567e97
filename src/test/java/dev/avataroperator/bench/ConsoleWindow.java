package dev.avataroperator.bench;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsEnabledOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.avataroperator.testing.Person;

/** Somebody who is signed in to the console and has a session open. */
final class ConsoleWindow implements AutoCloseable {
  /** What the role edit gets from Kubernetes itself: reading Secrets. */
  private static final String SECRETS = "system:aggregate-to-edit";

  private static final String ANSWER =
      """
      () => {
        const pressed = document.body.dataset.pressed - performance.timeOrigin;
        const answer = performance.getEntriesByType('resource')
            .find(each => each.name.endsWith('/interrupt') && each.startTime >= pressed);
        return answer?.responseEnd ? performance.timeOrigin + answer.responseEnd : null;
      }
      """;

  private final BrowserContext context;
  private final Page page;

  ConsoleWindow(RoomRig rig, String session) {
    var tenant = rig.tenant();
    var person = Person.in(tenant, "ann", "avatar-operator-view", SECRETS);
    context = rig.chromium().person();
    page = context.newPage();
    page.navigate(tenant.installation().consolePage() + "/#/" + tenant.namespace() + "/" + session);
    page.evaluate(
        "namespace => sessionStorage.setItem('namespace', namespace)", tenant.namespace());
    page.reload();
    page.getByLabel("Kubernetes bearer token").fill(person.token());
    button("Sign in").click();
    PlaywrightAssertions.assertThat(button("Interrupt"))
        .isEnabled(new IsEnabledOptions().setTimeout(60_000));
    page.evaluate(
        """
        () => addEventListener('pointerdown', (event) => {
          document.body.dataset.pressed = performance.timeOrigin + event.timeStamp;
        }, true)
        """);
  }

  /** Presses the button; when the page noticed it. */
  double interrupt() {
    button("Interrupt").click();
    return Double.parseDouble(page.evaluate("() => document.body.dataset.pressed").toString());
  }

  /** When the page had the answer to that. */
  double answered() {
    page.waitForCondition(() -> page.evaluate(ANSWER) != null);
    return Double.parseDouble(page.evaluate(ANSWER).toString());
  }

  @Override
  public void close() {
    context.close();
  }

  private Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
  }
}

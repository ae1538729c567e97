package dev.avataroperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.testing.JsonCall;
import dev.avataroperator.testing.JsonCall.Answer;
import dev.avataroperator.testing.Person;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.SessionFeedReader;
import dev.avataroperator.testing.Tenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console shows and does what its person may, and nothing by any rights of its own. */
class ConsoleIT {
  private static final String EDIT = "avatar-operator-edit";
  private static final String VIEW = "avatar-operator-view";
  private static final String SECRETS = "system:aggregate-to-edit";

  @RegisterExtension final Tenant tenant = new Tenant();

  @Test
  void tellsWhoSignedIn() {
    // given
    var person = Person.in(tenant, "ann");
    // then
    assertThat(JsonCall.get(console() + "/api/me", person.token()).text("user"))
        .isEqualTo(person.user());
    assertThat(JsonCall.get(console() + "/api/me", "expired.or.made.up").status()).isEqualTo(401);
    assertThat(JsonCall.get(console() + "/api/me", null).status()).isEqualTo(401);
  }

  @Test
  void showsNothingToAPersonWithoutRights() {
    // given
    ready("lobby");
    var stranger = Person.in(tenant, "eve");
    // when
    try (var here = feed(stranger, tenant.namespace());
        var everywhere = feed(stranger, null)) {
      // then
      assertThat(here.status()).isEqualTo(403);
      assertThat(everywhere.status()).isEqualTo(403);
    }
    for (var what : new String[] {"suspend", "rotate", "restart", "interrupt", "token"}) {
      assertThat(press(stranger, "lobby", what).status()).as(what).isEqualTo(403);
    }
    var rights = press(stranger, "lobby", "rights").body();
    assertThat(rights.toString()).isEqualTo("{\"edit\":false,\"watch\":false,\"say\":false}");
  }

  @Test
  void saysThatANamespaceMayNotBeRead() {
    // given
    var reader = Person.in(tenant, "ben", VIEW);
    // when
    var answer = JsonCall.get(console() + "/api/sessions?namespace=default", reader.token());
    // then
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text("message")).contains("cannot list resource", "default");
  }

  @Test
  void followsTheSessionsOfANamespace() {
    // given
    ready("lobby");
    var reader = Person.in(tenant, "ben", VIEW);
    try (var feed = feed(reader, tenant.namespace())) {
      var first = feed.await("list", null).data().path("items");
      assertThat(first).hasSize(1);
      assertThat(first.get(0).path("state").asText()).isEqualTo("Ready");
      assertThat(first.get(0).path("ingest").asBoolean()).isTrue();
      // when
      tenant.apply(Samples.ingestOnAgora("stage", "stage"));
      tenant.handle("lobby").delete();
      // then
      assertThat(feed.await("changed", "stage").data().at("/rtc/kind").asText()).isEqualTo("Agora");
      feed.await("gone", "lobby");
    }
  }

  @Test
  void suspendsAndResumesWithThePersonsRights() {
    // given
    ready("lobby");
    var editor = Person.in(tenant, "ann", EDIT);
    // when
    assertThat(press(editor, "lobby", "suspend").status()).isEqualTo(200);
    tenant.await("lobby", "Suspended");
    assertThat(press(editor, "lobby", "resume").status()).isEqualTo(200);
    // then
    tenant.await("lobby", "Ready");
    assertThat(tenant.installation().kube().audit().writesBy(editor.user()))
        .filteredOn(write -> write.resource().equals("avatarsessions"))
        .hasSize(2);
  }

  @Test
  void rotatesAndRestarts() {
    // given
    ready("lobby");
    var editor = Person.in(tenant, "ann", EDIT);
    // when
    press(editor, "lobby", "rotate");
    press(editor, "lobby", "restart");
    // then
    tenant.eventually(
        () -> {
          var handled = tenant.session("lobby").getStatus().handled();
          assertThat(handled.rotateRequestedAt()).isNotNull();
          assertThat(handled.restartRequestedAt()).isNotNull();
        });
  }

  @Test
  void interruptsForWhoMayReadTheIngestSecret() {
    // given
    ready("lobby");
    var reader = Person.in(tenant, "ben", VIEW, EDIT);
    var speaker = Person.in(tenant, "ann", VIEW, SECRETS);
    // then
    assertThat(press(reader, "lobby", "interrupt").status()).isEqualTo(403);
    assertThat(press(speaker, "lobby", "interrupt").status()).isEqualTo(200);
  }

  @Test
  void getsAnObserversTokenForWhoMayHaveOne() {
    // given
    ready("lobby");
    var editor = Person.in(tenant, "ann", EDIT);
    // when
    var answer = press(editor, "lobby", "token");
    // then
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    assertThat(answer.text("participant_token")).isNotEmpty();
  }

  @Test
  void writesNobodysTokenIntoItsLog() {
    // given
    ready("lobby");
    var speaker = Person.in(tenant, "ann", VIEW, EDIT, SECRETS);
    var stranger = Person.in(tenant, "eve");
    // when
    for (var person : new Person[] {speaker, stranger}) {
      press(person, "lobby", "token");
      press(person, "lobby", "interrupt");
    }
    // then
    assertThat(tenant.installation().console().log())
        .doesNotContain(speaker.token(), stranger.token());
  }

  @Test
  void knowsTheReasonsOfTheDocumentation() {
    // when
    var reasons = JsonCall.get(console() + "/api/about", null).body().path("reasons");
    // then
    assertThat(reasons.at("/SecretNotFound/you").asText()).startsWith("create or label the Secret");
    assertThat(reasons.size()).isGreaterThan(40);
  }

  private void ready(String session) {
    tenant.apply(Samples.ingestOnLiveKit(session, tenant.room(session)));
    tenant.await(session, "Ready");
  }

  private String console() {
    return tenant.installation().consolePage();
  }

  private SessionFeedReader feed(Person person, String namespace) {
    return SessionFeedReader.open(console(), person.token(), namespace);
  }

  private Answer press(Person person, String session, String what) {
    var url = "%s/api/namespaces/%s/sessions/%s/%s";
    return JsonCall.post(
        url.formatted(console(), tenant.namespace(), session, what), person.token(), "");
  }
}

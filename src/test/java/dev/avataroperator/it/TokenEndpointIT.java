package dev.avataroperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.avataroperator.testing.Accounts;
import dev.avataroperator.testing.JsonCall;
import dev.avataroperator.testing.JsonCall.Answer;
import dev.avataroperator.testing.Person;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.Tenant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who gets a token for a session's room, and what it lets him do. */
class TokenEndpointIT {
  private static final String EDIT = "avatar-operator-edit";
  private static final String VIEW = "avatar-operator-view";

  @RegisterExtension final Tenant tenant = new Tenant();

  @Test
  void givesAPersonWithTheRightATokenForTheRoom() {
    // given
    var room = lobby();
    var person = Person.in(tenant, "ann", EDIT);
    // when
    var answer =
        ask(
            person,
            "lobby",
            """
            {"room_name": "%s", "participant_identity": "ann-1", "participant_name": "Ann",
             "participant_metadata": "m", "participant_attributes": {"seat": "7"}}
            """
                .formatted(room));
    // then
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    assertThat(answer.text("server_url")).isEqualTo("ws://127.0.0.1:7880");
    var token = verified(answer);
    assertThat(token.getSubject()).isEqualTo("ann-1");
    assertThat(token.getClaim("name").asString()).isEqualTo("Ann");
    assertThat(token.getClaim("metadata").asString()).isEqualTo("m");
    assertThat(token.getClaim("attributes").asMap()).isEqualTo(Map.of("seat", "7"));
    assertThat(token.getClaim("video").asMap())
        .containsEntry("room", room)
        .containsEntry("roomJoin", true)
        .containsEntry("canPublish", true)
        .doesNotContainKeys("roomAdmin", "roomCreate", "roomList", "hidden");
  }

  @Test
  void letsAnObserverSeeAndNothingElseUnderAnIdentityOfItsOwn() {
    // given
    lobby();
    var person = Person.in(tenant, "ann", EDIT);
    // when
    var first = verified(ask(person, "lobby", "Observer", ""));
    var second = verified(ask(person, "lobby", "Observer", "{}"));
    // then
    assertThat(first.getClaim("video").asMap())
        .containsEntry("hidden", true)
        .containsEntry("canPublish", false)
        .containsEntry("canPublishData", false)
        .containsEntry("canSubscribe", true);
    assertThat(first.getSubject()).startsWith("visitor-").isNotEqualTo(second.getSubject());
  }

  @Test
  void saysTheSameOfASessionThatIsNotThereAndOfOneThatIsNotPermitted() {
    // given
    lobby();
    var reader = Person.in(tenant, "ben", VIEW);
    var stranger = Person.in(tenant, "eve");
    var editor = Person.in(tenant, "ann", EDIT);
    // when
    var notPermitted = ask(reader, "lobby", "{}");
    // then
    assertThat(notPermitted.status()).isEqualTo(403);
    assertThat(ask(reader, "nothing", "{}")).isEqualTo(notPermitted);
    assertThat(ask(stranger, "lobby", "{}")).isEqualTo(notPermitted);
    assertThat(ask(editor, "nothing", "{}")).isEqualTo(notPermitted);
    assertThat(ask(editor, "..", "{}").status()).isIn(403, 404);
  }

  @Test
  void refusesWhomTheClusterDoesNotKnow() {
    // given
    lobby();
    // then
    assertThat(JsonCall.post(url("lobby"), null, "{}").status()).isEqualTo(401);
    assertThat(JsonCall.post(url("lobby"), "made.up.token", "{}").status()).isEqualTo(401);
  }

  @Test
  void refusesAForeignRoom() {
    // given
    lobby();
    var person = Person.in(tenant, "ann", EDIT);
    // when
    var answer = ask(person, "lobby", "{\"room_name\": \"another\"}");
    // then
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text("error")).contains("isn't this session's room");
  }

  @Test
  void refusesTheIdentitiesOfAvatarsAndFixedParticipants() {
    // given
    var room = lobby();
    tenant.patch(
        "lobby",
        "{\"spec\": {\"clients\": [{\"name\": \"kiosk\", \"role\": \"Person\", \"livekit\": {\"identity\": \"kiosk-1\"}}]}}");
    tenant.apply(
        Samples.ingestOnLiveKit("second", room)
                .replace("identity: avatar", "identity: twin, onBehalfOf: agent-2")
            + "  clients: [{name: kiosk, role: Person, livekit: {identity: kiosk-2}}]\n");
    tenant.await("second", "Ready");
    var person = Person.in(tenant, "ann", EDIT);
    // then
    for (var taken : new String[] {"avatar", "kiosk-1", "twin", "kiosk-2", "agent-2"}) {
      var answer = ask(person, "lobby", "{\"participant_identity\": \"" + taken + "\"}");
      assertThat(answer.status()).as("%s: %s", taken, answer.body()).isEqualTo(409);
      assertThat(answer.text("error")).contains("participant_identity is that of an avatar");
    }
  }

  @Test
  void letsOnlyTheAgentItselfInAsWhoTheAvatarSpeaksFor() {
    // given
    var room = tenant.room("lobby");
    tenant.apply(
        Samples.ingestOnLiveKit("lobby", room)
            .replace("identity: avatar", "identity: avatar, onBehalfOf: agent-1"));
    tenant.await("lobby", "Ready");
    var person = Person.in(tenant, "ann", EDIT);

    // then
    assertThat(ask(person, "lobby", "{\"participant_identity\": \"agent-1\"}").status())
        .isEqualTo(409);
    assertThat(ask(person, "lobby", "Agent", "{\"participant_identity\": \"agent-1\"}").status())
        .isEqualTo(201);
  }

  @Test
  void refusesAttributesThatMakeAVisitorAnAvatar() {
    // given
    lobby();
    var person = Person.in(tenant, "ann", EDIT);
    // then
    for (var name : new String[] {"lk.publish_on_behalf", "avatar-operator.dev/session-uid"}) {
      var body = "{\"participant_attributes\": {\"" + name + "\": \"x\"}}";
      assertThat(ask(person, "lobby", body).status()).as(name).isEqualTo(400);
    }
  }

  @Test
  void givesNoTokenForASuspendedSession() {
    // given
    lobby();
    var person = Person.in(tenant, "ann", EDIT);
    tenant.patch("lobby", "{\"spec\": {\"suspend\": true}}");
    tenant.await("lobby", "Suspended");
    // when
    var answer = ask(person, "lobby", "{}");
    // then
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("error")).contains("suspended");
  }

  @Test
  void givesNoTokenForASessionThatHasEnded() {
    // given
    var tone =
        Samples.audioOnLiveKit(
            "beep", tenant.room("beep"), "source: {tone: {frequencyHz: 440, duration: 1s}}");
    tenant.apply(tone);
    tenant.await("beep", "Completed");
    var person = Person.in(tenant, "ann", EDIT);
    // when
    var answer = ask(person, "beep", "{}");
    // then
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("error")).contains("has ended");
  }

  @Test
  void givesWhatJoinsAnAgoraChannel() {
    // given
    tenant.apply(Samples.ingestOnAgora("stage", "stage"));
    tenant.await("stage", "Ready");
    var person = Person.in(tenant, "ann", EDIT);
    // when
    var answer = ask(person, "stage", "{\"participant_identity\": \"7\"}");
    // then
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    assertThat(answer.text("app_id")).isEqualTo(Accounts.AGORA_APP);
    assertThat(answer.text("channel")).isEqualTo("stage");
    assertThat(answer.text("uid")).isEqualTo("7");
    assertThat(answer.text("token")).startsWith("007");
    assertThat(ask(person, "stage", "{\"participant_identity\": \"1001\"}").status())
        .isEqualTo(409);
    assertThat(ask(person, "stage", "{\"participant_identity\": \"ann\"}").text("error"))
        .contains("must be a uid");
    assertThat(ask(person, "stage", "{\"participant_name\": \"Ann\"}").status()).isEqualTo(400);
  }

  private String lobby() {
    var room = tenant.room("lobby");
    tenant.apply(Samples.ingestOnLiveKit("lobby", room));
    tenant.await("lobby", "Ready");
    return room;
  }

  private Answer ask(Person person, String session, String body) {
    return JsonCall.post(url(session), person.token(), body);
  }

  private Answer ask(Person person, String session, String role, String body) {
    return JsonCall.post(url(session) + "?role=" + role, person.token(), body);
  }

  private String url(String session) {
    return "%s/v1/namespaces/%s/avatarsessions/%s/token"
        .formatted(tenant.installation().tokenUrl(), tenant.namespace(), session);
  }

  private static DecodedJWT verified(Answer answer) {
    return JWT.require(Algorithm.HMAC256(Accounts.LIVEKIT_SECRET))
        .withIssuer("devkey")
        .build()
        .verify(answer.text("participant_token"));
  }
}

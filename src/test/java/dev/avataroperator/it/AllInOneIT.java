package dev.avataroperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.testing.Accounts;
import dev.avataroperator.testing.JsonCall;
import dev.avataroperator.testing.Person;
import dev.avataroperator.testing.RoleProcess;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.SessionFeedReader;
import dev.avataroperator.testing.Tenant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Operator, worker and console as one process, instead of the installation's operator. */
class AllInOneIT {
  @RegisterExtension final Tenant tenant = new Tenant();

  private RoleProcess whole;

  @BeforeEach
  void start() {
    tenant.installation().operator().kill();
    whole = tenant.installation().allInOne().start();
    whole.awaitReady();
  }

  @AfterEach
  void stop() {
    whole.kill();
  }

  @Test
  void runsASessionOnItsOwnWorkerAndShowsItOnItsOwnPage() {
    // given
    var worker = url("worker listening on");
    var console = url("console at");
    tenant.apply(Accounts.pool("whole", worker));

    // when
    tenant.apply(
        Samples.drivenOnLiveKit(
            "lobby",
            tenant.room("lobby"),
            "{worker: {poolRef: {name: whole}, audio: {source: {ingest: {}}}}}"));

    // then
    tenant.await("lobby", "Ready");
    assertThat(tenant.session("lobby").getStatus().ingest().url())
        .startsWith(worker.replace("http:", "ws:"));
    var person = Person.in(tenant, "ann", "avatar-operator-view", "avatar-operator-edit");
    try (var feed = SessionFeedReader.open(console, person.token(), tenant.namespace())) {
      var shown = feed.await("list", null).data().at("/items/0");
      assertThat(shown.path("state").asText()).isEqualTo("Ready");
    }
    var path = "%s/api/namespaces/%s/sessions/lobby/token";
    var seat = JsonCall.post(path.formatted(console, tenant.namespace()), person.token(), "");
    assertThat(seat.text("participant_token")).as("%s", seat.body()).isNotEmpty();
  }

  private String url(String words) {
    var line = Pattern.compile(words + " (\\S+)").matcher(whole.logSinceStart());
    assertThat(line.find()).as(whole.logSinceStart()).isTrue();
    return line.group(1);
  }
}

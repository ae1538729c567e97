package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.testing.Accounts;
import dev.avataroperator.testing.AudioFiles;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.Tenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A service of the other dialect. */
class SpatiusIT {
  @RegisterExtension final Tenant tenant = new Tenant();

  @BeforeEach
  void addTheService() {
    var installation = tenant.installation();
    tenant.apply(Accounts.sourceSecret("spatius", "api-key: " + installation.serviceKey()));
    tenant.apply(Accounts.spatius("spatius", installation));
  }

  @Test
  void speaksAPlaylistToASpatiusService() {
    // given
    var room = tenant.room("lobby");
    var url = tenant.installation().audioUrl(AudioFiles.WELCOME);
    var session = Samples.playlistOnLiveKit("lobby", room, url);

    // when
    tenant.apply(session.replace("serviceRef: {name: simulator}", "serviceRef: {name: spatius}"));

    // then
    tenant.await("lobby", "Ready");
    assertThat(tenant.await("lobby", "Completed")).isTrue("Completed", "Completed");
    var heard = tenant.installation().records().inRoom(room);
    assertThat(heard).hasSize(1);
    assertThat(heard.get(0).dialect()).isEqualTo("Spatius");
    assertThat(heard.get(0).requests())
        .extracting(request -> request.sha256())
        .containsExactly(AudioFiles.sha256(AudioFiles.samples(AudioFiles.WELCOME)));
  }
}

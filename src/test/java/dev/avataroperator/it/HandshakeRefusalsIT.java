package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;

import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.SimulatorRecords;
import dev.avataroperator.testing.Tenant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the avatar service answers instead of a confirm shows in the session by its name. */
class HandshakeRefusalsIT {
  @RegisterExtension final Tenant tenant = new Tenant();

  private SimulatorRecords service;

  @BeforeEach
  void theServiceIsWell() {
    service = tenant.installation().records();
  }

  @AfterEach
  void theServiceIsWellAgain() {
    service.disarm();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'kind':'serverError','code':16        | Stalled     | InvalidEgressConfig
          'kind':'serverError','code':4001      | Stalled     | CreditsExhausted
          'kind':'frame','frame':'Garbage'      | Stalled     | ProtocolError
          'kind':'frame','frame':'EmptyConfirm' | Stalled     | ProtocolError
          'kind':'frame','frame':'TenMegabytes' | Reconciling | ServiceUnavailable
          'kind':'close','code':4503            | Reconciling | ServiceUnavailable
          """)
  void saysWhatTheServiceAnsweredInsteadOfAConfirm(String fault, String state, String reason) {
    // given
    var handshake = ",'when':{'handshake':true},'times':0}";
    service.arm(("{" + fault + handshake).replace('\'', '"'));

    // when
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));

    // then
    tenant.eventually(
        () ->
            assertThat(tenant.session("lobby"))
                .isFalse("EgressReady", reason)
                .isTrue(state, reason));
  }
}

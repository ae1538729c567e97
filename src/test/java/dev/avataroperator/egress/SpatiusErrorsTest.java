package dev.avataroperator.egress;

import static dev.avataroperator.egress.FailureAssert.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.credential.Dialect;
import dev.avataroperator.credential.FailureCode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpatiusErrorsTest {
  private static final ServiceErrors ERRORS = ServiceErrors.of(Dialect.Spatius);

  @ParameterizedTest
  @CsvSource({
    "400, Invalid session token, TokenRefused, SessionTokenInvalid",
    "400, '', TokenRefused, SessionTokenInvalid",
    "400, app id mismatch, Rejected, AppUnrecognized",
    "401, '', TokenRefused, SessionTokenExpired",
    "401, Empty token, TokenRefused, SessionTokenInvalid",
    "402, '', Rejected, BillingRequired",
    "403, Session denied, Rejected, BillingRequired",
    "404, '', Rejected, AppUnrecognized",
    "404, '{\"message\":\"Avatar not found\"}', Rejected, AvatarNotFound",
    "429, '', OverQuota, QuotaExceeded",
    "503, '', Outage, ServiceUnavailable",
  })
  void readsARefusedUpgrade(int status, String body, String type, FailureCode code) {
    assertFailure(ERRORS.atUpgrade(status, body)).is(type, code);
  }

  @ParameterizedTest
  @CsvSource({
    "3, LiveKit room is empty, Rejected, InvalidEgressConfig",
    "3, sample rate, Rejected, ProtocolError",
    "16, '', Rejected, InvalidEgressConfig",
    "14, credits exhausted, Outage, EgressUnavailable",
    "4001, '', Rejected, CreditsExhausted",
    "4002, '', DurationCap, SessionDurationExceeded",
    "13, Credits exhausted, Rejected, CreditsExhausted",
    "13, Session time limit reached, DurationCap, SessionDurationExceeded",
    "13, token is expired, TokenRefused, SessionTokenExpired",
    "13, unsupported sample rate 44100, Rejected, InvalidEgressConfig",
    "13, LiveKit silence timeout, EndedNormally, IdleTimeout",
    "13, failed to create egress connection, Outage, EgressUnavailable",
    "13, Driven server request failed, Outage, ServiceUnavailable",
    "13, Expected ClientConfigureSession message, Rejected, ProtocolError",
    "13, '', Outage, ServiceUnavailable",
    "4444, '', Outage, ServiceUnavailable",
    "0, '', Outage, ServiceUnavailable",
  })
  void readsAnErrorMessage(int errorCode, String text, String type, FailureCode code) {
    assertFailure(ERRORS.ofMessage(errorCode, text)).is(type, code);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, '', EndedNormally, ServiceUnavailable",
    "1011, '', Outage, ServiceUnavailable",
    "4001, '', Rejected, CreditsExhausted",
    "4002, '', DurationCap, SessionDurationExceeded",
    "4003, '', OverQuota, QuotaExceeded",
    "4010, '', Rejected, SessionTokenInvalid",
    "4100, credits exhausted, Rejected, CreditsExhausted",
    "4503, '', Outage, ServiceUnavailable",
  })
  void readsAClose(int closeCode, String reason, String type, FailureCode code) {
    assertFailure(ERRORS.atClose(closeCode, reason, true)).is(type, code);
  }

  @Test
  void retriesAfterCloseCodesThatAreNotNamed() {
    assertThat(IntStream.range(4000, 4500).filter(code -> code > 4010 || code == 4000).boxed())
        .allSatisfy(
            closeCode ->
                assertFailure(ERRORS.atClose(closeCode, "", true))
                    .is("Outage", FailureCode.ServiceUnavailable));
  }
}

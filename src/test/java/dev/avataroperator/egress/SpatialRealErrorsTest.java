package dev.avataroperator.egress;

import static dev.avataroperator.egress.FailureAssert.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.credential.Dialect;
import dev.avataroperator.credential.FailureCode;
import dev.avataroperator.egress.EgressFailure.EndedNormally;
import dev.avataroperator.egress.EgressFailure.Outage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpatialRealErrorsTest {
  private static final ServiceErrors ERRORS = ServiceErrors.of(Dialect.SpatialReal);

  @ParameterizedTest
  @CsvSource({
    "400, Invalid session token, TokenRefused, SessionTokenInvalid",
    "400, '{\"message\":\"Invalid session token\"}', TokenRefused, SessionTokenInvalid",
    "400, bad query, Rejected, InvalidEgressConfig",
    "401, '', TokenRefused, SessionTokenInvalid",
    "401, Session token expired, TokenRefused, SessionTokenExpired",
    "402, '', Rejected, BillingRequired",
    "403, '', TokenRefused, SessionTokenInvalid",
    "403, Session token expired, TokenRefused, SessionTokenExpired",
    "403, '{\"errors\":[{\"code\":\"appIDMismatch\"}]}', Rejected, AppUnrecognized",
    "403, App ID unrecognized, Rejected, AppUnrecognized",
    "404, '', Rejected, AppUnrecognized",
    "404, App not found, Rejected, AppUnrecognized",
    "404, Avatar not found, Rejected, AvatarNotFound",
    "429, '', OverQuota, QuotaExceeded",
    "200, '', Outage, ServiceUnavailable",
    "302, '', Outage, ServiceUnavailable",
    "408, '', Outage, ServiceUnavailable",
    "500, '', Outage, ServiceUnavailable",
    "502, '', Outage, ServiceUnavailable",
    "503, '', Outage, ServiceUnavailable",
  })
  void readsTheStatusOfARefusedUpgrade(int status, String body, String type, FailureCode code) {
    assertFailure(ERRORS.atUpgrade(status, body)).is(type, code);
  }

  @ParameterizedTest
  @CsvSource({
    "4001, Rejected, CreditsExhausted",
    "4002, DurationCap, SessionDurationExceeded",
    "4003, OverQuota, QuotaExceeded",
    "4503, Outage, ServiceUnavailable",
  })
  void readsTheCodesThatTheServiceDefines(int closeCode, String type, FailureCode code) {
    assertEitherWay(closeCode, type, code);
    assertFailure(ERRORS.ofMessage(closeCode, "")).is(type, code);
  }

  @ParameterizedTest
  @CsvSource({
    "false, bad token, TokenRefused, SessionTokenInvalid",
    "true, bad token, Rejected, SessionTokenInvalid",
    "false, app id mismatch, Rejected, AppUnrecognized",
    "true, appIDMismatch, Rejected, AppUnrecognized",
  })
  void takesAnotherTokenAfterFailedAuthenticationOnlyBeforeTheConfirm(
      boolean confirmed, String reason, String type, FailureCode code) {
    assertFailure(ERRORS.atClose(4010, reason, confirmed)).is(type, code);
  }

  @Test
  void doesNotRetryTheOtherCodesFrom4000To4499() {
    assertThat(codesThatForbidAReconnect().boxed())
        .allSatisfy(code -> assertEitherWay(code, "Rejected", FailureCode.ProtocolError));
  }

  @Test
  void retriesWhateverElseEndsASession() {
    assertThat(codesOfNetworksProxiesAndRestarts().boxed())
        .allSatisfy(code -> assertEitherWay(code, "Outage", FailureCode.ServiceUnavailable));
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001})
  void takesANormalCloseForAnEndOnlyAfterTheConfirm(int closeCode) {
    assertThat(ERRORS.atClose(closeCode, "", true)).isInstanceOf(EndedNormally.class);
    assertThat(ERRORS.atClose(closeCode, "", false)).isInstanceOf(Outage.class);
  }

  @ParameterizedTest
  @CsvSource({
    "16, '', Rejected, InvalidEgressConfig",
    "14, '', Outage, EgressUnavailable",
    "3, sample rate, Rejected, ProtocolError",
    "3, LiveKit room is empty, Rejected, InvalidEgressConfig",
    "400, agora channel, Rejected, InvalidEgressConfig",
    "400, bad egress, Rejected, InvalidEgressConfig",
    "400, sample rate, Rejected, ProtocolError",
    "8, '', OverQuota, QuotaExceeded",
    "13, '', Outage, ServiceUnavailable",
    "0, '', Outage, ServiceUnavailable",
    "-1, '', Outage, ServiceUnavailable",
    "402, '', Rejected, BillingRequired",
    "404, no such avatar, Rejected, AvatarNotFound",
    "429, '', OverQuota, QuotaExceeded",
    "503, '', Outage, ServiceUnavailable",
    "4400, '', Rejected, ProtocolError",
    "4999, '', Outage, ServiceUnavailable",
    "5000, '', Outage, ServiceUnavailable",
  })
  void readsTheCodeOfAnErrorMessage(int errorCode, String text, String type, FailureCode code) {
    assertFailure(ERRORS.ofMessage(errorCode, text)).is(type, code);
  }

  @ParameterizedTest
  @CsvSource({"'', the avatar service closed the session (4001)", "no credits, (4001): no credits"})
  void saysTheCodeAndTheServicesOwnWords(String reason, String expected) {
    assertThat(ERRORS.atClose(4001, reason, true).message()).endsWith(expected);
  }

  /** A close means the same before the confirm and after it. */
  private static void assertEitherWay(int closeCode, String type, FailureCode code) {
    assertFailure(ERRORS.atClose(closeCode, "", true))
        .is(type, code)
        .isEqualTo(ERRORS.atClose(closeCode, "", false));
  }

  private static IntStream codesThatForbidAReconnect() {
    return IntStream.range(4000, 4500).filter(code -> !isDefined(code));
  }

  private static IntStream codesOfNetworksProxiesAndRestarts() {
    return Stream.of(
            IntStream.of(0, 999),
            IntStream.rangeClosed(1002, 1015),
            IntStream.range(3000, 4000),
            IntStream.range(4500, 5000))
        .flatMapToInt(codes -> codes)
        .filter(code -> !isDefined(code));
  }

  private static boolean isDefined(int code) {
    return code == 4001 || code == 4002 || code == 4003 || code == 4010 || code == 4503;
  }
}

package dev.avataroperator.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.egress.EgressFailure;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the worker's own client makes of everything that the service can do wrong. */
class ClientOnFaultsTest {
  private static final RunningSimulator SIMULATOR =
      RunningSimulator.inRealTime(RunningSimulator.SETTINGS);
  private static final WorkersClient CLIENT = new WorkersClient(SIMULATOR);

  private final WorkersClient.Heard heard = new WorkersClient.Heard();

  @AfterEach
  void clear() {
    SIMULATOR.clearFaults();
  }

  @AfterAll
  static void stop() {
    CLIENT.close();
    SIMULATOR.close();
  }

  /** Class, whether it is tried again by itself, and reason of each refusal. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'kind':'upgrade','status':400                                | input    | false | InvalidEgressConfig
          'kind':'upgrade','status':400,'body':'Invalid session token' | token    | true  | SessionTokenInvalid
          'kind':'upgrade','status':401                                | token    | true  | SessionTokenInvalid
          'kind':'upgrade','status':401,'body':'token expired'         | token    | true  | SessionTokenExpired
          'kind':'upgrade','status':402                                | billing  | false | BillingRequired
          'kind':'upgrade','status':403                                | token    | true  | SessionTokenInvalid
          'kind':'upgrade','status':404                                | input    | false | AppUnrecognized
          'kind':'upgrade','status':404,'body':'avatar not found'      | input    | false | AvatarNotFound
          'kind':'upgrade','status':429                                | quota    | true  | QuotaExceeded
          'kind':'upgrade','status':500                                | outage   | true  | ServiceUnavailable
          'kind':'upgrade','status':503                                | outage   | true  | ServiceUnavailable
          'kind':'serverError','code':3,@                              | protocol | false | ProtocolError
          'kind':'serverError','code':3,'message':'livekit room',@     | input    | false | InvalidEgressConfig
          'kind':'serverError','code':8,@                              | quota    | true  | QuotaExceeded
          'kind':'serverError','code':14,@                             | outage   | true  | EgressUnavailable
          'kind':'serverError','code':16,@                             | input    | false | InvalidEgressConfig
          'kind':'serverError','code':4001,@                           | billing  | false | CreditsExhausted
          'kind':'serverError','code':4002,@                           | cap      | true  | SessionDurationExceeded
          'kind':'serverError','code':4003,@                           | quota    | true  | QuotaExceeded
          'kind':'serverError','code':4010,@                           | token    | true  | SessionTokenInvalid
          'kind':'serverError','code':4503,@                           | outage   | true  | ServiceUnavailable
          'kind':'close','code':1000,@                                 | outage   | true  | ServiceUnavailable
          'kind':'close','code':1001,@                                 | outage   | true  | ServiceUnavailable
          'kind':'close','code':1011,@                                 | outage   | true  | ServiceUnavailable
          'kind':'close','code':4001,@                                 | billing  | false | CreditsExhausted
          'kind':'close','code':4003,@                                 | quota    | true  | QuotaExceeded
          'kind':'close','code':4400,@                                 | protocol | false | ProtocolError
          'kind':'drop',@                                              | outage   | true  | ServiceUnavailable
          'kind':'frame','frame':'Garbage',@                           | protocol | false | ProtocolError
          'kind':'frame','frame':'Text',@                              | protocol | false | ProtocolError
          'kind':'frame','frame':'UnknownType',@                       | protocol | false | ProtocolError
          'kind':'frame','frame':'EmptyConfirm',@                      | protocol | false | ProtocolError
          'kind':'frame','frame':'HalfFrame',@                         | outage   | true  | ServiceUnavailable
          'kind':'frame','frame':'CloseWithoutCode',@                  | outage   | true  | ServiceUnavailable
          'kind':'frame','frame':'Oversized',@                         | outage   | true  | ServiceUnavailable
          'kind':'frame','frame':'TenMegabytes',@                      | outage   | true  | ServiceUnavailable
          """)
  void knowsWhyASessionIsRefused(String fault, String kind, boolean again, String reason) {
    // given
    arm(fault.replace("@", "'when':{'handshake':true}"));

    // then
    assertIs(CLIENT.refusal(WorkersClient.HANDSHAKE), kind, again, reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'kind':'upgrade','hang':true", "'kind':'confirmSwallow'"})
  void waitsNoLongerThanItsDeadlineForAnAnswer(String fault) {
    // given
    arm(fault);

    // then
    assertIs(CLIENT.refusal(Duration.ofMillis(300)), "outage", true, "ServiceUnavailable");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'kind':'close','code':1000                  | end      | true  | ServiceUnavailable
          'kind':'close','code':1001                  | end      | true  | ServiceUnavailable
          'kind':'close','code':1002                  | outage   | true  | ServiceUnavailable
          'kind':'close','code':1003                  | outage   | true  | ServiceUnavailable
          'kind':'close','code':1007                  | outage   | true  | ServiceUnavailable
          'kind':'close','code':1008                  | outage   | true  | ServiceUnavailable
          'kind':'close','code':1009                  | outage   | true  | ServiceUnavailable
          'kind':'close','code':1010                  | outage   | true  | ServiceUnavailable
          'kind':'close','code':1011                  | outage   | true  | ServiceUnavailable
          'kind':'close','code':1012                  | outage   | true  | ServiceUnavailable
          'kind':'close','code':1013                  | outage   | true  | ServiceUnavailable
          'kind':'close','code':1014                  | outage   | true  | ServiceUnavailable
          'kind':'close','code':3000                  | outage   | true  | ServiceUnavailable
          'kind':'close','code':3999                  | outage   | true  | ServiceUnavailable
          'kind':'close','code':4000                  | protocol | false | ProtocolError
          'kind':'close','code':4001                  | billing  | false | CreditsExhausted
          'kind':'close','code':4002                  | cap      | true  | SessionDurationExceeded
          'kind':'close','code':4003                  | quota    | true  | QuotaExceeded
          'kind':'close','code':4010                  | input    | false | SessionTokenInvalid
          'kind':'close','code':4499                  | protocol | false | ProtocolError
          'kind':'close','code':4503                  | outage   | true  | ServiceUnavailable
          'kind':'close','code':4999                  | outage   | true  | ServiceUnavailable
          'kind':'drop'                               | outage   | true  | ServiceUnavailable
          'kind':'frame','frame':'HalfFrame'          | outage   | true  | ServiceUnavailable
          'kind':'frame','frame':'CloseWithoutCode'   | outage   | true  | ServiceUnavailable
          'kind':'frame','frame':'Oversized'          | outage   | true  | ServiceUnavailable
          'kind':'frame','frame':'TenMegabytes'       | outage   | true  | ServiceUnavailable
          """)
  void knowsOnceWhyARunningSessionEnded(String fault, String kind, boolean again, String reason)
      throws Exception {
    // given
    arm(fault + ",'when':{'messages':1}");
    var session = CLIENT.dial(WorkersClient.HANDSHAKE, heard);

    // when
    CLIENT.send(session, "r1");

    // then
    await().until(() -> !heard.closed.isEmpty());
    assertIs(heard.closed.get(0), kind, again, reason);
    assertThat(heard.closed).hasSize(1);
    assertThat(heard.errors).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'kind':'frame','frame':'Garbage'                   | ' ProtocolError'
          'kind':'serverError','code':14,'requestId':'r1'    | 'r1 EgressUnavailable'
          'kind':'serverError','code':4001,'requestId':'r1'  | 'r1 CreditsExhausted'
          'kind':'serverError','code':3                      | ' ProtocolError'
          """)
  void reportsWhatIsWrongAndGoesOn(String fault, String error) throws Exception {
    // given
    arm(fault + ",'when':{'messages':1}");
    var session = CLIENT.dial(WorkersClient.HANDSHAKE, heard);

    // when
    CLIENT.send(session, "r1");
    CLIENT.send(session, "r2");

    // then
    await().until(() -> heard.answers.contains("r2"));
    assertThat(heard.errors).containsExactly(error);
    assertThat(heard.closed).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Text", "UnknownType", "Confirm", "EmptyConfirm"})
  void passesOverWhatDoesNoHarm(String frame) throws Exception {
    // given
    arm("'kind':'frame','frame':'" + frame + "','when':{'messages':1}");
    var session = CLIENT.dial(WorkersClient.HANDSHAKE, heard);

    // when
    CLIENT.send(session, "r1");
    CLIENT.send(session, "r2");

    // then
    await().until(() -> heard.answers.contains("r2"));
    assertThat(heard.errors).isEmpty();
    assertThat(heard.closed).isEmpty();
  }

  @Test
  void goesOnBesideASessionThatIsBroken() throws Exception {
    // given
    var other = new WorkersClient.Heard();
    var bystander = CLIENT.dial(WorkersClient.HANDSHAKE, other);
    arm("'kind':'frame','frame':'TenMegabytes','when':{'messages':1}");
    var session = CLIENT.dial(WorkersClient.HANDSHAKE, heard);

    // when
    CLIENT.send(session, "r1");
    await().until(() -> !heard.closed.isEmpty());
    CLIENT.send(bystander, "r2");

    // then
    await().until(() -> other.answers.contains("r2"));
    assertThat(other.closed).isEmpty();
  }

  private static void assertIs(EgressFailure failure, String kind, boolean again, String reason) {
    assertThat(kind(failure)).as(failure.toString()).isEqualTo(kind);
    assertThat(!(failure instanceof EgressFailure.Rejected)).isEqualTo(again);
    assertThat(failure.code().name()).isEqualTo(reason);
  }

  private static String kind(EgressFailure failure) {
    if (failure instanceof EgressFailure.Rejected) {
      return switch (failure.code()) {
        case BillingRequired, CreditsExhausted -> "billing";
        case ProtocolError -> "protocol";
        default -> "input";
      };
    }
    return switch (failure.getClass().getSimpleName()) {
      case "TokenRefused" -> "token";
      case "OverQuota" -> "quota";
      case "DurationCap" -> "cap";
      case "EndedNormally" -> "end";
      default -> "outage";
    };
  }

  private static void arm(String fault) {
    SIMULATOR.fault("{" + fault.replace('\'', '"') + "}");
  }
}

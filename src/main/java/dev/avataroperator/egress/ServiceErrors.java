package dev.avataroperator.egress;

import dev.avataroperator.credential.Dialect;
import dev.avataroperator.credential.FailureCode;

/**
 * What a dialect's statuses and codes mean. Where nothing says that trying again is pointless, a
 * failure is an {@link EgressFailure.Outage}: giving up for good is the wrong default for blips and
 * restarts.
 */
interface ServiceErrors {

  static ServiceErrors of(Dialect dialect) {
    var common = new SpatialRealErrors();
    return dialect == Dialect.Spatius ? new SpatiusErrors(common) : common;
  }

  /** The upgrade was answered with an HTTP status other than 101. */
  EgressFailure atUpgrade(int status, String body);

  /** The service closed a confirmed session, or one that waits for its confirm. */
  EgressFailure atClose(int code, String reason, boolean confirmed);

  /** An error message: close codes, HTTP statuses or gRPC codes, told apart by their range. */
  EgressFailure ofMessage(int code, String text);

  /** No connection, or one that broke off without a close. */
  static EgressFailure unreachable(String what) {
    return new EgressFailure.Outage(FailureCode.ServiceUnavailable, what);
  }

  static String told(String what, int code, String text) {
    return what + " (" + code + ")" + (text.isEmpty() ? "" : ": " + text);
  }
}

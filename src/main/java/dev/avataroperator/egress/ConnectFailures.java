package dev.avataroperator.egress;

import dev.avataroperator.net.ConnectProblem;
import io.vertx.core.http.UpgradeRejectedException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;

/** Why there is no WebSocket: the service refused the upgrade, or wasn't reached. */
final class ConnectFailures {
  private ConnectFailures() {}

  static EgressException of(Throwable cause, WebSocketDial.Call call) {
    if (cause instanceof UpgradeRejectedException refused) {
      String body = refused.getBody() == null ? "" : refused.getBody().toString();
      return new EgressException(
          call.errors().atUpgrade(refused.getStatus(), call.text().of(body)));
    }
    String message =
        "can't connect to the avatar service: "
            + call.text().of(ConnectProblem.of(cause, "caBundleSecretRef"));
    return new EgressException(ServiceErrors.unreachable(message), mayHaveSentTheToken(cause));
  }

  /** In doubt true: a token that was perhaps seen isn't used again. */
  private static boolean mayHaveSentTheToken(Throwable cause) {
    return !(cause instanceof ConnectException
        || cause instanceof NoRouteToHostException
        || cause instanceof UnknownHostException
        || cause instanceof SSLHandshakeException);
  }
}

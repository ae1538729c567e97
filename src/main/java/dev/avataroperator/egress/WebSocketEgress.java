package dev.avataroperator.egress;

import dev.avataroperator.credential.SecretText;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Dials the avatar service over WebSockets on Vert.x event loops; one client for all sessions. */
public final class WebSocketEgress implements EgressDialer {
  private final Vertx vertx;
  private final EgressSettings settings;
  private final LongSupplier nanoTime;
  private final WebSocketClient client;
  private final Map<String, WebSocketClient> trusting = new ConcurrentHashMap<>();

  public WebSocketEgress(Vertx vertx, EgressSettings settings, LongSupplier nanoTime) {
    this.vertx = vertx;
    this.settings = settings;
    this.nanoTime = nanoTime;
    client = vertx.createWebSocketClient(options(settings));
  }

  /** One client for each set of certificates; accounts that bring their own are few. */
  private WebSocketClient client(String caBundle) {
    return caBundle == null ? client : trusting.computeIfAbsent(caBundle, this::trusting);
  }

  private WebSocketClient trusting(String caBundle) {
    var trust = new PemTrustOptions().addCertValue(Buffer.buffer(caBundle));
    return vertx.createWebSocketClient(options(settings).setTrustOptions(trust));
  }

  @Override
  public EgressDial dial(EgressTarget target, SecretText sessionToken, EgressListener listener) {
    if (!Context.isOnEventLoopThread()) {
      throw new IllegalStateException("dial on a Vert.x event-loop context");
    }
    var text = new ServiceText(sessionToken, target.configure());
    var call = new WebSocketDial.Call(target, listener, text);
    var dial = new WebSocketDial(vertx, settings, nanoTime, call);
    try {
      var request = IngressRequest.of(target, sessionToken);
      // A dial that is given up can't close a socket that isn't upgraded yet; this does.
      request.setTimeout(settings.handshake().toMillis());
      dial.start(client(target.caBundle()), request);
    } catch (EgressException refused) {
      dial.refuse(refused);
    }
    return dial;
  }

  /** Releases the client; who owns sessions closes them first, since this has no deadline. */
  public Future<Void> close() {
    trusting.values().forEach(WebSocketClient::close);
    return client.close();
  }

  private static WebSocketClientOptions options(EgressSettings settings) {
    return new WebSocketClientOptions()
        .setMaxConnections(Integer.MAX_VALUE)
        .setMaxFrameSize(settings.maxMessageBytes())
        .setMaxMessageSize(settings.maxMessageBytes())
        .setTryUsePerFrameCompression(false)
        .setTryUsePerMessageCompression(false)
        .setClosingTimeout(0) // cut when the peer's close came; ServiceSocket sees to the rest
        .setTcpNoDelay(true)
        .setConnectTimeout((int) settings.connect().toMillis());
  }
}

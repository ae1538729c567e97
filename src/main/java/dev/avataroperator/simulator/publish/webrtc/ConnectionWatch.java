package dev.avataroperator.simulator.publish.webrtc;

import dev.avataroperator.simulator.publish.Media.End;
import dev.avataroperator.simulator.publish.PublishProblem;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCDtlsTransportObserver;
import dev.onvoid.webrtc.RTCDtlsTransportState;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What the native threads tell of a connection. A room that removes a participant closes its DTLS;
 * one that is gone just falls silent.
 */
final class ConnectionWatch implements PeerConnectionObserver, RTCDtlsTransportObserver {
  private final Consumer<End> ended;
  private final AtomicBoolean over = new AtomicBoolean();
  private final Awaited<Boolean> gathered = new Awaited<>("looking for a local port");
  private final Awaited<Boolean> connected = new Awaited<>("connecting to the room");

  ConnectionWatch(Consumer<End> ended) {
    this.ended = ended;
  }

  void awaitGathered(Duration timeout) throws PublishProblem {
    gathered.await(timeout);
  }

  void awaitConnected(Duration timeout) throws PublishProblem {
    connected.await(timeout);
  }

  /** Nothing is told any more. */
  void close() {
    over.set(true);
  }

  @Override
  public void onIceCandidate(RTCIceCandidate candidate) {
    // The offer names all of them.
  }

  @Override
  public void onIceGatheringChange(RTCIceGatheringState state) {
    if (state == RTCIceGatheringState.COMPLETE) {
      gathered.tell(true);
    }
  }

  @Override
  public void onConnectionChange(RTCPeerConnectionState state) {
    if (state == RTCPeerConnectionState.CONNECTED) {
      connected.tell(true);
    } else if (state == RTCPeerConnectionState.DISCONNECTED
        || state == RTCPeerConnectionState.FAILED) {
      end(End.Lost);
    }
  }

  @Override
  public void onStateChange(RTCDtlsTransportState state) {
    if (state == RTCDtlsTransportState.CLOSED) {
      end(End.Removed);
    }
  }

  @Override
  public void onError(String error) {
    end(End.Lost);
  }

  private void end(End how) {
    if (!connected.isTold()) {
      connected.fail("the room ended it");
    } else if (over.compareAndSet(false, true)) {
      ended.accept(how);
    }
  }
}

package dev.avataroperator.simulator.publish.webrtc;

import dev.avataroperator.simulator.publish.Media;
import dev.avataroperator.simulator.publish.Media.End;
import dev.avataroperator.simulator.publish.PublishProblem;
import dev.avataroperator.simulator.publish.face.I420;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PortAllocatorConfig;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCDtlsTransport;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import java.time.Duration;
import java.util.function.Consumer;

/** A peer connection that sends one track of sound and one of pictures. */
final class WebRtcConnection implements Media.Connection {
  private static final Duration DESCRIBING = Duration.ofSeconds(5);

  private final RTCPeerConnection peer;
  private final WebRtcTracks tracks;
  private final ConnectionWatch watch;
  private RTCDtlsTransport transport;
  private boolean closed;

  WebRtcConnection(PeerConnectionFactory factory, Consumer<End> ended) {
    watch = new ConnectionWatch(ended);
    peer = factory.createPeerConnection(configuration(), watch);
    tracks = new WebRtcTracks(factory, peer);
  }

  @Override
  public String offer() throws PublishProblem {
    var offer = new Description();
    peer.createOffer(new RTCOfferOptions(), offer);
    apply(offer.await(DESCRIBING), true);
    watch.awaitGathered(DESCRIBING);
    return peer.getLocalDescription().sdp;
  }

  @Override
  public void connect(String answer, Duration timeout) throws PublishProblem {
    apply(new RTCSessionDescription(RTCSdpType.ANSWER, answer), false);
    transport = peer.getSenders()[0].getTransport();
    transport.registerObserver(watch);
    watch.awaitConnected(timeout);
  }

  private void apply(RTCSessionDescription description, boolean own) throws PublishProblem {
    var applied = new Applied();
    if (own) {
      peer.setLocalDescription(description, applied);
    } else {
      peer.setRemoteDescription(description, applied);
    }
    applied.await(DESCRIBING);
  }

  @Override
  public synchronized void sound(short[] chunk) {
    if (!closed) {
      tracks.sound(chunk);
    }
  }

  @Override
  public synchronized void picture(I420 picture) {
    if (!closed) {
      tracks.picture(picture);
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    watch.close();
    if (transport != null) {
      transport.unregisterObserver();
    }
    tracks.detach();
    peer.close();
    tracks.dispose();
  }

  /**
   * From any address over UDP to the candidates that the room's answer names: nobody else is asked
   * for ours, and nothing is learnt of this machine's addresses.
   */
  private static RTCConfiguration configuration() {
    var configuration = new RTCConfiguration();
    configuration.portAllocatorConfig =
        new PortAllocatorConfig(0, 0, 0)
            .setDisableTcp(true)
            .setDisableStun(true)
            .setDisableRelay(true)
            .setDisableAdapterEnumeration(true)
            .setEnableAnyAddressPorts(true)
            .setDisableDefaultLocalCandidate(true);
    return configuration;
  }
}

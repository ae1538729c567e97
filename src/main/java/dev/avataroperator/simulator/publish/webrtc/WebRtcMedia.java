package dev.avataroperator.simulator.publish.webrtc;

import dev.avataroperator.simulator.publish.Media;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import java.util.function.Consumer;

/** One factory for all connections: it owns the native threads. */
public final class WebRtcMedia implements Media {
  private final AudioDeviceModule noDevice;
  private final PeerConnectionFactory factory;

  private WebRtcMedia(AudioDeviceModule noDevice) {
    this.noDevice = noDevice;
    this.factory = new PeerConnectionFactory(noDevice);
  }

  /** Fails with what the JVM says when the native library or one that it needs is missing. */
  public static Media load() {
    // Every other module looks for a sound card, and aborts the JVM where there is none.
    return new WebRtcMedia(new AudioDeviceModule(AudioLayer.kDummyAudio));
  }

  @Override
  public Connection open(Consumer<End> ended) {
    return new WebRtcConnection(factory, ended);
  }

  @Override
  public void close() {
    factory.dispose();
    noDevice.dispose();
  }
}

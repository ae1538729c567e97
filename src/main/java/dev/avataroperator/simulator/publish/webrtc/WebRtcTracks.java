package dev.avataroperator.simulator.publish.webrtc;

import dev.avataroperator.simulator.publish.face.I420;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpCodecCapability;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.MediaType;
import dev.onvoid.webrtc.media.SyncClock;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrack;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The sound and the pictures of one connection, of one stream and on one clock. */
final class WebRtcTracks {
  private static final String STREAM = "avatar";
  private static final int RATE = 48_000;
  private static final int BITS = 16;
  private static final Set<String> CODECS = Set.of("VP8", "RTX");

  private final RTCPeerConnection peer;
  private final SyncClock clock = new SyncClock();
  private final CustomAudioSource sound = new CustomAudioSource(clock);
  private final CustomVideoSource pictures = new CustomVideoSource(clock);
  private final AudioTrack audioTrack;
  private final VideoTrack videoTrack;
  private byte[] pcm = new byte[0];

  WebRtcTracks(PeerConnectionFactory factory, RTCPeerConnection peer) {
    this.peer = peer;
    audioTrack = factory.createAudioTrack("audio", sound);
    videoTrack = factory.createVideoTrack("video", pictures);
    add(audioTrack);
    add(videoTrack).setCodecPreferences(vp8(factory));
  }

  private RTCRtpTransceiver add(MediaStreamTrack track) {
    var init = new RTCRtpTransceiverInit();
    init.direction = RTCRtpTransceiverDirection.SEND_ONLY;
    init.streamIds = List.of(STREAM);
    return peer.addTransceiver(track, init);
  }

  private static List<RTCRtpCodecCapability> vp8(PeerConnectionFactory factory) {
    return factory.getRtpSenderCapabilities(MediaType.VIDEO).getCodecs().stream()
        .filter(codec -> CODECS.contains(codec.getName().toUpperCase(Locale.ROOT)))
        .toList();
  }

  void sound(short[] chunk) {
    if (pcm.length != chunk.length * Short.BYTES) {
      pcm = new byte[chunk.length * Short.BYTES];
    }
    for (var index = 0; index < chunk.length; index++) {
      pcm[2 * index] = (byte) chunk[index];
      pcm[2 * index + 1] = (byte) (chunk[index] >> 8);
    }
    sound.pushAudio(pcm, BITS, RATE, 1, chunk.length);
  }

  void picture(I420 picture) {
    var buffer = NativeI420Buffer.allocate(picture.width(), picture.height());
    var half = picture.width() / 2;
    copy(picture.y(), picture.width(), buffer.getDataY(), buffer.getStrideY());
    copy(picture.u(), half, buffer.getDataU(), buffer.getStrideU());
    copy(picture.v(), half, buffer.getDataV(), buffer.getStrideV());
    // The source stamps it by its clock.
    var frame = new VideoFrame(buffer, System.nanoTime());
    try {
      pictures.pushFrame(frame);
    } finally {
      frame.release();
    }
  }

  /** A track can only be disposed of when no sender holds it. */
  void detach() {
    for (var sender : peer.getSenders()) {
      sender.replaceTrack(null);
    }
  }

  void dispose() {
    audioTrack.dispose();
    videoTrack.dispose();
    sound.dispose();
    pictures.dispose();
    clock.dispose();
  }

  private static void copy(byte[] rows, int width, ByteBuffer into, int stride) {
    if (width == stride) {
      into.put(0, rows);
      return;
    }
    for (var row = 0; row < rows.length / width; row++) {
      into.put(row * stride, rows, row * width, width);
    }
  }
}

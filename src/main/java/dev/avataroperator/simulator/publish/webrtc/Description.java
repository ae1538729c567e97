package dev.avataroperator.simulator.publish.webrtc;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.RTCSessionDescription;

/** An offer that is being made. */
final class Description extends Awaited<RTCSessionDescription>
    implements CreateSessionDescriptionObserver {

  Description() {
    super("making the offer");
  }

  @Override
  public void onSuccess(RTCSessionDescription description) {
    tell(description);
  }

  @Override
  public void onFailure(String error) {
    fail(error);
  }
}

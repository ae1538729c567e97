package dev.avataroperator.simulator.publish.webrtc;

import dev.onvoid.webrtc.SetSessionDescriptionObserver;

/** A description that is being taken. */
final class Applied extends Awaited<Boolean> implements SetSessionDescriptionObserver {

  Applied() {
    super("taking the description");
  }

  @Override
  public void onSuccess() {
    tell(true);
  }

  @Override
  public void onFailure(String error) {
    fail(error);
  }
}

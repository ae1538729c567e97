package dev.avataroperator.worker.service;

import dev.avataroperator.egress.EgressDialer.Confirmed;
import dev.avataroperator.egress.EgressFailure;
import dev.avataroperator.egress.EgressListener;
import dev.avataroperator.egress.PlaybackSignal;

/** One connection's voice; what comes after another connection took its place isn't heard. */
final class LinkListener implements EgressListener {
  private final ServiceLink link;
  private Confirmed bound;
  private EgressFailure closedEarly;

  LinkListener(ServiceLink link) {
    this.link = link;
  }

  void bind(Confirmed confirmed) {
    bound = confirmed;
    if (closedEarly != null) {
      link.closed(bound, closedEarly);
    }
  }

  @Override
  public void animation(String requestId, boolean end) {
    if (link.isCurrent(bound)) {
      link.owner().animation(requestId, end);
    }
  }

  @Override
  public void playback(PlaybackSignal signal) {
    if (link.isCurrent(bound)) {
      link.owner().playback(signal);
    }
  }

  @Override
  public void error(String requestId, EgressFailure failure) {
    if (link.isCurrent(bound)) {
      link.owner().requestFailed(requestId, failure);
    }
  }

  @Override
  public void closed(EgressFailure failure) {
    if (bound == null) {
      closedEarly = failure;
    } else {
      link.closed(bound, failure);
    }
  }
}

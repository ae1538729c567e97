package dev.avataroperator.worker.service;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.avataroperator.control.Assignment.Egress;
import dev.avataroperator.egress.EgressTarget;
import dev.avataroperator.egress.proto.ClientConfigureSession;
import java.net.URI;
import java.util.Base64;

/** Reads where an assignment wants its session to go. */
public final class Targets {
  private Targets() {}

  /** Throws IllegalArgumentException with a message for people; nothing of the secret is in it. */
  public static EgressTarget of(Egress egress) {
    return new EgressTarget(
        egress.dialect(),
        URI.create(egress.ingressUrl()),
        egress.appId(),
        egress.avatarId(),
        configure(egress),
        egress.caBundle());
  }

  private static ClientConfigureSession configure(Egress egress) {
    try {
      return ClientConfigureSession.parseFrom(
          Base64.getDecoder().decode(egress.configure().reveal()));
    } catch (IllegalArgumentException | InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(
          "egress.configure isn't the base64 of a ClientConfigureSession");
    }
  }
}

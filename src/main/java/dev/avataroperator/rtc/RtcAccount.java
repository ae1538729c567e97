package dev.avataroperator.rtc;

import dev.avataroperator.api.v1alpha1.Client;
import dev.avataroperator.api.v1alpha1.Rtc;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.egress.proto.ClientConfigureSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** An account at an RTC vendor with its keys: mints tokens and writes what the wire needs. */
public interface RtcAccount {

  /** The vendor's name in status and columns. */
  String kind();

  /**
   * The avatar's seat as the session asks for it; empty when the session's rtc block is another
   * vendor's.
   */
  Optional<AvatarSeat> seat(Rtc rtc, String defaultIdentity, Map<String, String> ownAttributes);

  /** The longest life that the vendor grants a token. */
  Duration longestTokenLife();

  /** Whether the vendor removes a participant whose token expires. */
  boolean expiryRemoves();

  /** Changes with the keys; tells nothing of them. */
  String keyVersion();

  /** The avatar's token: join one room, publish only. */
  SecretText avatarToken(AvatarSeat seat, Validity validity);

  /** Writes the egress part of the first message to the avatar service. */
  void configure(
      ClientConfigureSession.Builder message,
      AvatarSeat seat,
      SecretText token,
      Duration idleTimeout);

  /** The vendor's keys of the {@code -egress} Secret. */
  Map<String, SecretText> egressData(AvatarSeat seat, SecretText token);

  /** The key of {@link #egressData} that holds the avatar's token. */
  String tokenKey();

  /** The data of a fixed participant's Secret, its token included. */
  Map<String, SecretText> clientData(AvatarSeat seat, Client client, Validity validity);

  /** An identity that nobody has, made from a random number. */
  String newIdentity(long random);

  /**
   * What a visitor joins with, his token included, under the names of the token endpoint's answer.
   * Throws IllegalArgumentException that says what to write instead.
   */
  Map<String, SecretText> visitorData(AvatarSeat seat, Visitor visitor, Validity validity);

  /** Where the account's rooms can be looked into; empty where the vendor offers no such thing. */
  Optional<RoomServer> rooms();

  /** Sends agents to rooms, where the vendor has them. */
  default Optional<AgentDispatcher> agents() {
    return Optional.empty();
  }

  /** From when to when a token is good. */
  record Validity(Instant from, Instant until) {}
}

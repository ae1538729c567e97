package dev.avataroperator.rtc;

import dev.avataroperator.credential.SecretText;
import io.livekit.server.WebhookReceiver;
import java.util.Optional;

/** LiveKit's webhooks: the body's hash is in a JWT that is signed with the API secret. */
final class LiveKitNews implements RoomNews {
  private final WebhookReceiver receiver;

  LiveKitNews(String apiKey, SecretText apiSecret) {
    this.receiver = new WebhookReceiver(apiKey, apiSecret.reveal());
  }

  @Override
  public Optional<String> room(String body, String authorization) throws RoomException {
    try {
      var event = receiver.receive(body, authorization);
      return Optional.of(event.getRoom().getName()).filter(name -> !name.isEmpty());
    } catch (RuntimeException e) {
      throw new RoomException(
          RoomException.Kind.UNAUTHORIZED, "The webhook isn't signed with this account's key.");
    } catch (Exception e) {
      throw new RoomException(RoomException.Kind.UNAUTHORIZED, "The webhook can't be read.");
    }
  }
}

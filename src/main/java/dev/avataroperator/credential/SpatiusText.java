package dev.avataroperator.credential;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the Spatius service means by the words of its errors, which its published client goes by
 * where a status or a code says too little.
 */
public final class SpatiusText {
  private static final Map<String, FailureCode> MEANINGS = meanings();

  private SpatiusText() {}

  /** Empty when the words say nothing that is known. */
  public static Optional<FailureCode> meaning(String text) {
    var words = text.toLowerCase(Locale.ROOT);
    return MEANINGS.entrySet().stream()
        .filter(known -> words.contains(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** The first that fits counts. */
  private static Map<String, FailureCode> meanings() {
    var known = new LinkedHashMap<String, FailureCode>();
    known.put("credits exhausted", FailureCode.CreditsExhausted);
    known.put("session time limit reached", FailureCode.SessionDurationExceeded);
    known.put("maximum session duration", FailureCode.SessionDurationExceeded);
    known.put("session denied", FailureCode.BillingRequired);
    known.put("invalid session token", FailureCode.SessionTokenInvalid);
    known.put("empty token", FailureCode.SessionTokenInvalid);
    known.put("token is expired", FailureCode.SessionTokenExpired);
    known.put("session token expired", FailureCode.SessionTokenExpired);
    known.put("app id mismatch", FailureCode.AppUnrecognized);
    known.put("appidunrecognized", FailureCode.AppUnrecognized);
    known.put("app id unrecognized", FailureCode.AppUnrecognized);
    known.put("avatar not found", FailureCode.AvatarNotFound);
    known.put("unsupported sample rate", FailureCode.InvalidEgressConfig);
    known.put("livekit silence timeout", FailureCode.IdleTimeout);
    known.put("no audio input for", FailureCode.IdleTimeout);
    known.put("egress client is not configured on server", FailureCode.EgressUnavailable);
    known.put("failed to create egress connection", FailureCode.EgressUnavailable);
    known.put("livekit_egress", FailureCode.InvalidEgressConfig);
    known.put("agora_egress", FailureCode.InvalidEgressConfig);
    known.put("missing livekit credentials", FailureCode.InvalidEgressConfig);
    known.put("provide api_token or both", FailureCode.InvalidEgressConfig);
    known.put("driven server returned non-200", FailureCode.ServiceUnavailable);
    known.put("driven server request failed", FailureCode.ServiceUnavailable);
    known.put("expected clientconfiguresession", FailureCode.ProtocolError);
    known.put("clientconfiguresession message is nil", FailureCode.ProtocolError);
    known.put("unexpected message type", FailureCode.ProtocolError);
    known.put("failed to unmarshal initial message", FailureCode.ProtocolError);
    return known;
  }
}

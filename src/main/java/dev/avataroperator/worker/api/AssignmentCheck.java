package dev.avataroperator.worker.api;

import dev.avataroperator.control.Assignment;
import dev.avataroperator.control.Assignment.Egress;
import dev.avataroperator.net.Loopback;
import dev.avataroperator.worker.access.ApiProblem;
import dev.avataroperator.worker.service.Targets;
import java.net.URI;

/** Refuses assignments that can't be run, with 400 and what to write instead. */
final class AssignmentCheck {
  private static final int MOST_TOKENS = 16;
  private static final int LONGEST = 2_048;

  private final boolean insecure;

  AssignmentCheck(boolean insecure) {
    this.insecure = insecure;
  }

  void check(Assignment assignment) {
    require(isText(assignment.session()), "session is the name for logs: write namespace/name");
    require(assignment.epoch() >= 0, "epoch must be 0 or more");
    require(assignment.term() >= 0, "term must be 0 or more");
    require(assignment.desired() != null, "desired is missing: write Running or Parked");
    require(assignment.egress() != null, "egress is missing");
    require(assignment.audio() != null, "audio is missing");
    checkEgress(assignment.egress());
    AudioCheck.check(assignment.audio());
    checkTokens(assignment);
  }

  private void checkEgress(Egress egress) {
    require(isText(egress.ingressUrl()), "egress.ingressUrl is missing: write wss://…");
    require(isText(egress.appId()), "egress.appId is missing");
    require(isText(egress.avatarId()), "egress.avatarId is missing");
    require(egress.configure() != null, "egress.configure is missing");
    var uri = uri(egress.ingressUrl(), "egress.ingressUrl");
    var secure = "wss".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    var plain = "ws".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    require(secure || plain, "egress.ingressUrl must begin with wss://");
    require(
        secure || insecure || Loopback.is(uri.getHost()),
        "egress.ingressUrl is not encrypted: write wss://, or run the worker with"
            + " --allow-insecure-endpoints");
    try {
      Targets.of(egress);
    } catch (IllegalArgumentException e) {
      throw ApiProblem.invalid(e.getMessage());
    }
  }

  private static void checkTokens(Assignment assignment) {
    var session = assignment.sessionTokens();
    require(session != null && session.size() <= MOST_TOKENS, "sessionTokens must be a list");
    for (var token : session) {
      require(
          token != null && token.token() != null && token.expiresAt() != null,
          "sessionTokens need generation, token and expiresAt each");
    }
    var ingest = assignment.ingestTokens();
    require(ingest != null && ingest.size() <= MOST_TOKENS, "ingestTokens must be a list");
    for (var token : ingest) {
      require(
          token != null && token.expiresAt() != null && isHash(token.sha256()),
          "ingestTokens need sha256 (64 hex digits in lower case) and expiresAt each");
    }
  }

  private static boolean isHash(String text) {
    return text != null && text.matches("[0-9a-f]{64}");
  }

  static boolean isText(String text) {
    return text != null && !text.isBlank() && text.length() <= LONGEST;
  }

  static URI uri(String text, String name) {
    try {
      var uri = URI.create(text);
      require(uri.getHost() != null, name + " has no host");
      return uri;
    } catch (IllegalArgumentException e) {
      throw ApiProblem.invalid(name + " isn't a URL");
    }
  }

  static void require(boolean fine, String message) {
    if (!fine) {
      throw ApiProblem.invalid(message);
    }
  }
}

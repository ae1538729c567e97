package dev.avataroperator.worker.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Lets holders of the pool's token in, and notes when one of them spoke as the leader. */
public final class PoolAccess {
  private final PoolTokens tokens;
  private final Lease lease;

  public PoolAccess(PoolTokens tokens, Lease lease) {
    this.tokens = tokens;
    this.lease = lease;
  }

  /** Throws {@link ApiProblem} with 401. */
  public void check(HttpServerRequest request) {
    var token = BearerToken.of(request.getHeader(HttpHeaders.AUTHORIZATION));
    if (token.isEmpty() || !isGood(token.get())) {
      throw refused();
    }
  }

  public boolean isGood(BearerToken token) {
    return tokens.isGood(token);
  }

  /** To be called once the caller's term was accepted: a deposed leader keeps nothing alive. */
  public void contact() {
    lease.contact();
  }

  public static ApiProblem refused() {
    return ApiProblem.of(401, "send Authorization: Bearer and the pool's token");
  }
}

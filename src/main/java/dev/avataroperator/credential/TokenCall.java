package dev.avataroperator.credential;

import java.net.URI;

/** Where a dialect's token call goes and under which name its answer holds the token. */
enum TokenCall {
  /** A root may be given with {@code /v1/console} at its end, which is dropped. */
  SPATIAL_REAL("session_token") {
    @Override
    URI url(URI root) {
      var base = trimmed(root);
      var console = "/v1/console";
      if (base.endsWith(console)) {
        base = base.substring(0, base.length() - console.length());
      }
      return URI.create(base + "/v1/auth/session-token");
    }
  },

  /** The console's URL is used as it is. */
  SPATIUS("sessionToken") {
    @Override
    URI url(URI root) {
      return URI.create(trimmed(root) + "/session-tokens");
    }
  };

  private final String tokenField;

  TokenCall(String tokenField) {
    this.tokenField = tokenField;
  }

  static TokenCall of(Dialect dialect) {
    return dialect == Dialect.Spatius ? SPATIUS : SPATIAL_REAL;
  }

  abstract URI url(URI root);

  String tokenField() {
    return tokenField;
  }

  private static String trimmed(URI root) {
    return root.toString().replaceAll("/+$", "");
  }
}

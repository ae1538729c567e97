package dev.avataroperator.operator;

/** Labels, annotations and names that users may rely on. */
public final class Names {
  public static final String GROUP = "avatar-operator.dev";
  public static final String FINALIZER = GROUP + "/session-teardown";
  public static final String SOURCE_LABEL = GROUP + "/source";
  public static final String SESSION_UID = GROUP + "/session-uid";
  public static final String SESSION_NAME = GROUP + "/session";
  public static final String EPOCH = GROUP + "/epoch";
  public static final String FIRST_ITEM = GROUP + "/first-item";
  public static final String STREAM = GROUP + "/stream-version";
  public static final String RTC_KEY_VERSION = GROUP + "/rtc-key-version";
  public static final String API_KEY_VERSION = GROUP + "/api-key-version";
  public static final String ROTATED_FOR = GROUP + "/rotated-for";
  public static final String LEDGER = GROUP + "/credentials";
  public static final String TEMPLATE_KEYS = GROUP + "/secret-template-keys";
  public static final String USAGE_BEFORE = GROUP + "/usage-before-epoch";
  public static final String RUN_BEFORE = GROUP + "/run-seconds-before-epoch";
  public static final String LEAVING = GROUP + "/leaving";
  public static final String ROTATE = GROUP + "/rotate-requested-at";
  public static final String RESTART = GROUP + "/restart-requested-at";
  public static final String PAUSED = GROUP + "/paused";
  public static final String INSTALL = GROUP + "/install";
  public static final String DISPATCH = GROUP + "/agent-dispatch";
  public static final String PREVIOUS_KEY = GROUP + "/previous-broker-key";
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  public static final String OPERATOR = "avatar-operator";

  private Names() {}
}

package dev.avataroperator.console;

/** Which AvatarSession; nothing else fits into the paths of the API server. */
record SessionName(String namespace, String name) {
  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final String NAME = "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?";

  SessionName {
    if (!isNamespace(namespace) || !name.matches(NAME)) {
      throw new ConsoleProblem(404, "No AvatarSession can have this name.");
    }
  }

  static boolean isNamespace(String text) {
    return text.matches(LABEL);
  }
}

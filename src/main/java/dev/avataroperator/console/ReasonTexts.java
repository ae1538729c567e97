package dev.avataroperator.console;

import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;

/** The page of reasons in the documentation, as what the console says of each. */
final class ReasonTexts {
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?m)^### (\\w+)\\n\\n((?:.+\\n)+)\\n- \\*\\*The operator\\*\\* ((?:.+\\n)+?)- \\*\\*You:\\*\\* ((?:.+\\n)+)");
  private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\([^)]+\\)");

  private ReasonTexts() {}

  static JsonObject of(String markdown) {
    var texts = new JsonObject();
    ENTRY
        .matcher(markdown)
        .results()
        .forEach(
            entry ->
                texts.put(
                    entry.group(1),
                    new JsonObject()
                        .put("means", plain(entry.group(2)))
                        .put("operator", plain(entry.group(3)))
                        .put("you", plain(entry.group(4)))));
    return texts;
  }

  /** One line; what stands in backticks the page shows as code. */
  private static String plain(String text) {
    return LINK.matcher(text.strip()).replaceAll("$1").replaceAll("\\s*\\n\\s*", " ");
  }
}

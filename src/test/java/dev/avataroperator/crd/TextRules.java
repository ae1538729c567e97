package dev.avataroperator.crd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.avataroperator.api.schema.DurationText;
import dev.avataroperator.api.schema.LabelMap;
import dev.avataroperator.api.schema.PlainText;
import dev.avataroperator.api.schema.ResourceName;
import dev.avataroperator.api.schema.TimeText;
import dev.avataroperator.api.schema.UrlText;
import dev.avataroperator.api.v1alpha1.GoDuration;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the annotations for texts mean in a schema. */
final class TextRules {
  private static final String DURATION =
      "^([0-9]{1,7}(\\.[0-9]{1,3})?(ms|s|m)|[0-9]{1,5}(\\.[0-9]{1,3})?h)+$";
  private static final String LABEL = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";
  private static final String NAME =
      "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

  private static final String LABEL_KEY =
      "^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$";

  private TextRules() {}

  static void apply(ObjectNode schema, AnnotatedElement element) {
    on(schema, element, DurationText.class, TextRules::duration);
    on(schema, element, UrlText.class, TextRules::url);
    on(schema, element, PlainText.class, TextRules::plain);
    on(schema, element, ResourceName.class, TextRules::name);
    on(schema, element, LabelMap.class, TextRules::labels);
    on(schema, element, TimeText.class, (node, time) -> node.put("format", "date-time"));
  }

  private static <A extends Annotation> void on(
      ObjectNode schema, AnnotatedElement element, Class<A> type, BiConsumer<ObjectNode, A> then) {
    Optional.ofNullable(element.getAnnotation(type)).ifPresent(found -> then.accept(schema, found));
  }

  private static void duration(ObjectNode schema, DurationText text) {
    var description = schema.path("description").asText();
    schema.put(
        "description",
        "%s A duration from %s to %s.".formatted(description, text.min(), text.max()));
    schema.put("maxLength", 32).put("pattern", DURATION);
    rule(
        schema,
        "self.matches(r'%s') && duration(self) >= duration('%s') && duration(self) <= duration('%s')"
            .formatted(DURATION, text.min(), text.max()),
        "write a duration from %s to %s, such as %s"
            .formatted(text.min(), text.max(), examples(text)));
  }

  private static String examples(DurationText text) {
    var least = GoDuration.parse(text.min());
    var most = GoDuration.parse(text.max());
    return Stream.of("500ms", "90s", "1h30m")
        .filter(each -> GoDuration.parse(each).compareTo(least) >= 0)
        .filter(each -> GoDuration.parse(each).compareTo(most) <= 0)
        .collect(Collectors.joining(" or "));
  }

  private static void url(ObjectNode schema, UrlText text) {
    var tail =
        switch (text.tail()) {
          case NOTHING -> "/?";
          case PATH -> "(/[^\\s?#@]*)?";
          case QUERY -> "(/[^\\s#@]*)?";
        };
    var without =
        switch (text.tail()) {
          case NOTHING -> "user information, path, query and fragment";
          case PATH -> "user information, query and fragment";
          case QUERY -> "user information and fragment";
        };
    schema.put("minLength", 1).put("maxLength", 2048);
    rule(
        schema,
        "self.matches(r'^(%s)://[^\\s/?#@]+%s$')".formatted(String.join("|", text.schemes()), tail),
        "write a URL that begins with %s://, without %s".formatted(text.schemes()[0], without));
  }

  private static void plain(ObjectNode schema, PlainText text) {
    schema.put("minLength", 1).put("maxLength", text.max());
    rule(
        schema,
        "!self.matches(r'[\\x00-\\x1F\\x7F-\\x{9F}\\x{61C}\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]')",
        "leave out control characters such as line ends and tabs, and marks that turn the direction of writing");
    rule(schema, "self.matches(r'[^\\s\\p{Z}]')", "write more than spaces");
  }

  private static void name(ObjectNode schema, ResourceName text) {
    schema.put("minLength", 1).put("maxLength", text.max());
    schema.put("pattern", text.label() ? LABEL : NAME);
  }

  private static void labels(ObjectNode schema, LabelMap map) {
    rule(
        schema,
        "self.all(k, k.matches('%s'))".formatted(LABEL_KEY),
        "a key has at most 63 letters, digits, -, _ and ., and may have a prefix such as example.com/");
    rule(
        schema,
        "!self.exists(k, k.startsWith('avatar-operator.dev/') || k.startsWith('app.kubernetes.io/'))",
        "keys that begin with avatar-operator.dev/ or app.kubernetes.io/ are the operator's own: take others");
    if (!map.annotations()) {
      rule(
          schema,
          "self.all(k, self[k].matches('^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$'))",
          "a label's value has letters, digits, -, _ and ., and begins and ends with a letter or digit");
    }
  }

  private static void rule(ObjectNode schema, String rule, String message) {
    schema
        .withArray("x-kubernetes-validations")
        .addObject()
        .put("rule", rule)
        .put("message", message);
  }
}

package dev.avataroperator.worker.api;

import dev.avataroperator.worker.access.ApiProblem;
import dev.avataroperator.worker.speech.SpeechFeed.Ending;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** Query parameters of the control API. */
final class Queries {
  private Queries() {}

  static long number(RoutingContext call, String name) {
    var text = call.request().getParam(name);
    if (text == null || !text.matches("\\d{1,18}")) {
      throw ApiProblem.invalid(
          "give " + name + " as a query parameter, for example ?" + name + "=1");
    }
    return Long.parseLong(text);
  }

  /** Why a session is ended; absent means that it has finished. */
  static Ending reason(RoutingContext call) {
    var text = call.request().getParam("reason");
    if (text == null) {
      return Ending.Finished;
    }
    for (var each : Ending.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
        return each;
      }
    }
    throw ApiProblem.invalid("reason is finished, suspended or moved; without it, finished");
  }
}

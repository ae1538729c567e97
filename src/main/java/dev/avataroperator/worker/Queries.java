package dev.avataroperator.worker;

import io.vertx.ext.web.RoutingContext;

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
}

package dev.avataroperator.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.avataroperator.simulator.http.HttpReply;

/** What a refused call answers: JSON as it was given, a string as it is, else the usual error. */
final class FaultBody {
  private FaultBody() {}

  static String text(int status, JsonNode body) {
    if (body == null || body.isNull()) {
      return HttpReply.errorBody(status, "fault", "a fault was asked for").encode();
    }
    return body.isTextual() ? body.textValue() : body.toString();
  }
}

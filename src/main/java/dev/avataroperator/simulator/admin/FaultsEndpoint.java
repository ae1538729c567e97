package dev.avataroperator.simulator.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.avataroperator.simulator.fault.Fault;
import dev.avataroperator.simulator.fault.SessionFault;
import dev.avataroperator.simulator.http.BoundedBody;
import dev.avataroperator.simulator.http.HttpReply;
import dev.avataroperator.simulator.session.ServiceState;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** {@code /sim/faults}: POST arms one, GET lists what is armed, DELETE clears. */
final class FaultsEndpoint {
  private final ServiceState state;
  private final JsonMapper mapper =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  FaultsEndpoint(ServiceState state) {
    this.state = state;
  }

  void post(HttpServerRequest request) {
    BoundedBody.read(request, body -> arm(request.response(), body));
  }

  void get(HttpServerResponse response) {
    HttpReply.json(response, 200, new JsonObject().put("armed", armed()));
  }

  void delete(HttpServerResponse response) {
    state.faults().clear();
    get(response);
  }

  private void arm(HttpServerResponse response, Buffer body) {
    try {
      var fault = mapper.readValue(body.toString(), Fault.class);
      var struck = strikeOpen(fault);
      HttpReply.json(
          response, 200, new JsonObject().put("armed", armed()).put("openSessions", struck));
    } catch (JsonProcessingException e) {
      HttpReply.error(response, 400, "invalidFault", explain(e));
    } catch (IllegalArgumentException e) {
      HttpReply.error(response, 400, "invalidFault", e.getMessage());
    }
  }

  /** Faults for open sessions start at once, all others wait. */
  private int strikeOpen(Fault fault) {
    if (!(fault instanceof SessionFault forSession) || !forSession.forOpenSessions()) {
      state.faults().arm(fault);
      return 0;
    }
    if (forSession.when().atHandshake()) {
      throw new IllegalArgumentException("an open session is past its handshake");
    }
    return state.sessions().strike(forSession);
  }

  private JsonArray armed() {
    var list = new JsonArray();
    for (var armed : state.faults().list()) {
      var json = new JsonObject(mapper.valueToTree(armed.fault()).toString());
      list.add(json.put("left", armed.left()));
    }
    return list;
  }

  private static String explain(JsonProcessingException problem) {
    if (problem instanceof UnrecognizedPropertyException unknown) {
      return "unknown field " + path(unknown) + "; allowed: " + unknown.getKnownPropertyIds();
    }
    if (problem instanceof InvalidTypeIdException) {
      return "kind must be one of " + Fault.kinds();
    }
    if (problem instanceof ValueInstantiationException refused && refused.getCause() != null) {
      return refused.getCause().getMessage();
    }
    if (problem instanceof JsonMappingException mapping) {
      return "field " + path(mapping) + " has a value of the wrong type";
    }
    return "the body is not JSON";
  }

  private static String path(JsonMappingException problem) {
    var names = problem.getPath().stream().map(JsonMappingException.Reference::getFieldName);
    return String.join(".", names.toList());
  }
}

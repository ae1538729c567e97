package dev.avataroperator.simulator.admin;

import static dev.avataroperator.simulator.RunningSimulator.API_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.simulator.RunningSimulator;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminEndpointTest {
  @AutoClose private final RunningSimulator simulator = new RunningSimulator();

  @ParameterizedTest
  @ValueSource(strings = {"/sim/sessions", "/sim/stats", "/sim/faults"})
  void answersNobodyWithoutTheKey(String path) {
    assertThat(simulator.get(path, "guess").statusCode()).isEqualTo(401);
    assertThat(simulator.post(path, "guess", "{}").statusCode()).isEqualTo(401);
  }

  @Test
  void showsTheSessionsThatAreAskedFor() {
    // given
    simulator.confirmed().close();
    simulator.confirmed();

    // then
    assertThat(count("/sim/sessions")).isEqualTo(2);
    assertThat(count("/sim/sessions?open=true")).isOne();
    assertThat(count("/sim/sessions?open=true&room=lobby&identity=avatar-1")).isOne();
    assertThat(count("/sim/sessions?room=elsewhere")).isZero();
    assertThat(simulator.get("/sim/sessions?colour=red", API_KEY).statusCode()).isEqualTo(400);
  }

  @Test
  void saysWhichPathsItDoesNotKnow() {
    // when
    var response = simulator.get("/sim/secrets", API_KEY);

    // then
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("/sim/secrets");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no JSON                                            | not JSON",
        "{}                                                 | kind must be one of",
        "{\"kind\":\"flood\"}                               | confirmSwallow",
        "{\"kind\":\"close\",\"code\":4001,\"color\":\"red\"} | allowed: [",
        "{\"kind\":\"close\",\"code\":1006}                 | can't be sent",
        "{\"kind\":\"close\",\"code\":\"4001\"}             | wrong type",
        "{\"kind\":\"close\",\"code\":4001,\"times\":-1}    | times",
        "{\"kind\":\"close\",\"code\":4001,\"when\":{}}     | when takes one of",
        "{\"kind\":\"close\",\"code\":4001,\"match\":{}}    | match takes one of",
        "{\"kind\":\"token\"}                               | status, delayMs or drop",
        "{\"kind\":\"token\",\"status\":99}                 | from 200 to 599",
        "{\"kind\":\"upgrade\",\"status\":200}              | from 400 to 599",
        "{\"kind\":\"silent\",\"when\":{\"handshake\":true}} | confirmSwallow",
        "{\"kind\":\"confirmSwallow\",\"match\":{\"open\":true}} | past its handshake"
      })
  void refusesAFaultThatIsNotOneAndSaysWhatIsAllowed(String body, String explanation) {
    // when
    var response = simulator.post("/sim/faults", API_KEY, body);

    // then
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains(explanation);
    assertThat(simulator.get("/sim/faults", API_KEY).body()).isEqualTo("{\"armed\":[]}");
  }

  @Test
  void listsTheFaultsThatWait() {
    // given
    simulator.fault("{\"kind\":\"token\",\"status\":503,\"times\":2}");

    // when
    simulator.requestToken();

    // then
    var armed = new JsonObject(simulator.get("/sim/faults", API_KEY).body()).getJsonArray("armed");
    assertThat(armed.getJsonObject(0).getString("kind")).isEqualTo("token");
    assertThat(armed.getJsonObject(0).getInteger("left")).isOne();
  }

  @Test
  void listsAFaultAsItCanBeArmedAgain() {
    // given
    simulator.fault("{\"kind\":\"drop\",\"when\":{\"messages\":5}}");

    // when
    var listed = new JsonObject(simulator.get("/sim/faults", API_KEY).body());

    // then
    var armed = listed.getJsonArray("armed").getJsonObject(0);
    armed.remove("left");
    assertThat(simulator.post("/sim/faults", API_KEY, armed.encode()).statusCode()).isEqualTo(200);
  }

  private int count(String path) {
    return new JsonObject(simulator.get(path, API_KEY).body()).getJsonArray("sessions").size();
  }
}

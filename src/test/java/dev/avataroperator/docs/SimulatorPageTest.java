package dev.avataroperator.docs;

import static dev.avataroperator.simulator.RunningSimulator.API_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.avataroperator.cli.SimulatorCommand;
import dev.avataroperator.egress.proto.AudioFormat;
import dev.avataroperator.simulator.Configurations;
import dev.avataroperator.simulator.RunningSimulator;
import dev.avataroperator.simulator.fault.Fault;
import dev.avataroperator.simulator.fault.StrayFrame;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class SimulatorPageTest {
  private static final Path PAGE = Path.of("docs/simulator.md");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern EXAMPLE = Pattern.compile("```json\n(.+?)```", Pattern.DOTALL);
  private static final Pattern BODY = Pattern.compile("-d '(.+)'");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  @AutoClose private final RunningSimulator simulator = new RunningSimulator();
  private final String page = Files.readString(PAGE);

  SimulatorPageTest() throws IOException {}

  @Test
  void showsWhatWasRecordedAsItIsAnswered() throws Exception {
    // given
    var onLiveKit = simulator.confirmed().audio("r-1", new byte[480], true).interrupt("r-1");
    await().until(() -> simulator.onlyRequest().getBoolean("interrupted"));
    onLiveKit.close();
    await().until(() -> simulator.onlySession().getValue("closedAt") != null);
    var opus = Configurations.agora().setAudioFormat(AudioFormat.AUDIO_FORMAT_OGG_OPUS);
    simulator.confirmed(opus.build());

    // when
    simulator.post("/v1/auth/session-token", "guess", "{}");
    simulator.refusal(simulator.upgrade("guess"));

    // then
    assertThat(shape(answer("/sim/sessions"))).isEqualTo(shape(examples().get(0)));
    assertThat(answer("/sim/stats")).isEqualTo(examples().get(1));
  }

  @Test
  void armsTheFaultOfItsExampleWithTheAnswerThatItShows() throws Exception {
    // given
    var body = found(BODY, page).get(0);

    // then
    assertThat(JSON.readTree(simulator.post("/sim/faults", API_KEY, body).body()))
        .isEqualTo(examples().get(2));
  }

  @Test
  void hasEveryFaultWithItsFields() throws Exception {
    // given
    var kinds = Fault.class.getAnnotation(JsonSubTypes.class).value();
    var rows =
        MarkdownTables.read(PAGE).get("What shall go wrong").stream()
            .collect(
                Collectors.toMap(row -> row.get(0), row -> Set.copyOf(found(CODE, row.get(1)))));

    // then
    assertThat(rows).hasSize(kinds.length);
    for (var kind : kinds) {
      assertThat(rows.get("`" + kind.name() + "`")).as(kind.name()).isEqualTo(words(kind.value()));
    }
  }

  @Test
  void hasEveryOptionWithItsDefault() throws Exception {
    // given
    var options = CommandSpec.forAnnotatedObject(new SimulatorCommand()).options();

    // then
    assertThat(
            MarkdownTables.read(PAGE).get("Options").stream()
                .flatMap(row -> found(CODE, row.get(0)).stream()))
        .containsExactlyInAnyOrderElementsOf(
            options.stream()
                .filter(
                    option -> !option.required() && !option.usageHelp() && !option.versionHelp())
                .map(SimulatorPageTest::shown)
                .toList());
  }

  private List<JsonNode> examples() {
    return found(EXAMPLE, page).stream().map(SimulatorPageTest::read).toList();
  }

  private JsonNode answer(String path) {
    return read(simulator.get(path, API_KEY).body());
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  /** The names and types of a document without its values. */
  private static Object shape(JsonNode node) {
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false).map(SimulatorPageTest::shape).toList();
    }
    if (!node.isObject()) {
      return node.getNodeType();
    }
    var fields = new TreeMap<String, Object>();
    node.fields().forEachRemaining(field -> fields.put(field.getKey(), shape(field.getValue())));
    return fields;
  }

  /** A fault's own fields, and the values of those that are enums. */
  private static Set<String> words(Class<?> fault) {
    var fields = Stream.of(fault.getRecordComponents()).map(RecordComponent::getName);
    var frames =
        Stream.of(fault.getRecordComponents())
            .filter(field -> field.getType() == StrayFrame.class)
            .flatMap(field -> Stream.of(StrayFrame.values()).map(StrayFrame::name));
    return Stream.concat(fields, frames)
        .filter(word -> !word.equals("times"))
        .collect(Collectors.toSet());
  }

  private static String shown(OptionSpec option) {
    return option.defaultValue() == null
        ? option.longestName()
        : option.longestName() + " " + option.defaultValue();
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
  }
}

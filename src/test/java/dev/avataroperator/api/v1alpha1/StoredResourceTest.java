package dev.avataroperator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredResourceTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        AvatarSession.class,
        AvatarService.class,
        RtcProvider.class,
        AvatarWorkerPool.class
      })
  void readsFieldsOfANewerVersionAsIfTheyWerentThere(Class<? extends CustomResource<?, ?>> kind)
      throws IOException {
    // given
    var stored = base(kind);
    var newer = stored.deepCopy();
    addUnknownFields(newer.get("spec"));

    // when
    var read = Serialization.unmarshal(newer.toString(), kind);

    // then
    assertThat(read.getSpec())
        .isNotNull()
        .isEqualTo(Serialization.unmarshal(stored.toString(), kind).getSpec());
  }

  @Test
  void readsWhatItKnowsOfAStatusThatAnotherBuildWrote() throws IOException {
    // given
    var stored = base(AvatarSession.class);
    stored.set(
        "status",
        new ObjectMapper()
            .readTree(
                """
                {"state": "Dancing", "epoch": 7, "mood": {"level": 3},
                 "conditions": [{"type": "Dancing", "status": "True", "reason": "Music", "message": "It dances.",
                   "lastTransitionTime": "2030-01-01T00:00:00Z", "severity": "Low"}],
                 "latency": {"connect": "5ms", "wave": "1ms"}}
                """));

    // when
    var status = Serialization.unmarshal(stored.toString(), AvatarSession.class).getStatus();

    // then
    assertThat(status.epoch()).isEqualTo(7);
    assertThat(status.latency().connect()).isEqualTo("5ms");
    assertThat(status.conditions()).extracting(each -> each.getType()).containsExactly("Dancing");
    assertThat(status.credentials()).isNull();
  }

  private static ObjectNode base(Class<?> kind) throws IOException {
    var folder = kind.getSimpleName().toLowerCase(Locale.ROOT);
    var file = Path.of("src/test/resources/crd", folder, "base.yaml");
    return (ObjectNode) new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
  }

  /** To every object, however deep. */
  private static void addUnknownFields(JsonNode node) {
    node.forEach(StoredResourceTest::addUnknownFields);
    if (node instanceof ObjectNode object) {
      object.putObject("fieldOfTheFuture").put("value", 1);
    }
  }
}

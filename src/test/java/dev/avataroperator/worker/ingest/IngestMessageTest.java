package dev.avataroperator.worker.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestMessageTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "answer-1", "na\u00efve", "\u65e5\u672c", "\ud83c\udf99", "a b"})
  void takesAnyTextAsAnId(String id) {
    assertThat(start(id).segment()).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          a\\u0000b          | control characters
          line\\nend         | control characters
          \\u0085            | control characters
          \\ud800            | half surrogate pairs
          x\\udc00y          | half surrogate pairs
          implicit-7         | the worker's own
          """,
      delimiter = '|')
  void saysWhichIdsItDoesNotTake(String id, String message) {
    assertThatThrownBy(() -> start(id))
        .isInstanceOf(IngestRefused.class)
        .hasMessageContaining(message);
  }

  private static IngestMessage start(String id) {
    return IngestMessage.parse("{\"type\":\"start\",\"segment\":\"" + id + "\"}");
  }
}

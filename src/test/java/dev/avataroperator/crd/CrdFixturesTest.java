package dev.avataroperator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrdFixturesTest {
  @Test
  void everyRuleHasAFixtureThatBreaksIt() throws IOException {
    for (var kind : CrdFiles.KINDS) {
      // given
      var name = kind.getSimpleName().toLowerCase(Locale.ROOT);
      var expected =
          Fixture.invalid()
              .filter(fixture -> fixture.kind().equals(name))
              .map(Fixture::expectedMessage)
              .collect(Collectors.toSet());
      // when
      var messages =
          CrdFiles.crd(kind).findValues("x-kubernetes-validations").stream()
              .flatMap(rules -> rules.findValuesAsText("message").stream())
              .collect(Collectors.toSet());
      // then
      assertThat(expected).as(name).containsAll(messages);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.avataroperator.crd.Fixture#invalid")
  void everyInvalidFixtureHasAValidTwin(Fixture invalid) {
    assertThat(invalid.twin().file()).exists();
  }
}

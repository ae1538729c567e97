package dev.avataroperator.operator.session.accept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.RoomGrant;
import dev.avataroperator.api.v1alpha1.ServiceGrant;
import dev.avataroperator.operator.session.accept.Grants.Borrower;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantsTest {
  private static final Borrower LOBBY = new Borrower("lobby", Map.of("team", "front", "tier", "a"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lobby.*     | lobby.hall     | true
          lobby.*     | lobby.         | true
          lobby.*     | lobby          | false
          lobby.*     | xlobby.hall    | false
          *           | anything       | true
          *hall*      | the hall is it | true
          a*b*c       | aXbYbZc        | true
          a*b*c       | aXbYbZ         | false
          lobby?      | lobbyx         | false
          lobby.hall  | lobbyxhall     | false
          lobby       | lobby          | true
          """)
  void matchesTheWholeNameAndKnowsOnlyTheStar(String pattern, String room, boolean matches) {
    assertThat(Grants.matches(pattern, room)).isEqualTo(matches);
  }

  @Test
  void putsTheNamespaceOfTheSessionIntoThePattern() {
    // given
    var grants = List.of(new RoomGrant(List.of("lobby"), null, List.of("{namespace}.*")));

    // then
    assertThat(Grants.room(grants, LOBBY, "lobby.hall")).isTrue();
    assertThat(Grants.room(grants, LOBBY, "office.hall")).isFalse();
    assertThat(Grants.room(grants, new Borrower("office", Map.of()), "office.hall")).isFalse();
    assertThat(Grants.room(null, LOBBY, "lobby.hall")).isFalse();
  }

  @Test
  void selectsNamespacesByTheirLabels() {
    assertThat(covers(new LabelSelector())).isTrue();
    assertThat(covers(new LabelSelectorBuilder().addToMatchLabels("team", "front").build()))
        .isTrue();
    assertThat(covers(new LabelSelectorBuilder().addToMatchLabels("team", "back").build()))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          team    | In           | front | true
          team    | In           | back  | false
          missing | In           | front | false
          team    | NotIn        | back  | true
          missing | NotIn        | back  | true
          team    | NotIn        | front | false
          team    | Exists       |       | true
          missing | Exists       |       | false
          missing | DoesNotExist |       | true
          team    | DoesNotExist |       | false
          team    | Unheard      |       | false
          """)
  void knowsEveryOperatorOfASelector(String key, String operator, String value, boolean covered) {
    // given
    var values = value == null ? List.<String>of() : List.of(value);
    var selector =
        new LabelSelectorBuilder()
            .addToMatchExpressions(new LabelSelectorRequirement(key, operator, values))
            .build();

    // then
    assertThat(covers(selector)).isEqualTo(covered);
  }

  @Test
  void grantsOnlyTheAvatarsThatAreListed() {
    // given
    var one = new ServiceGrant(List.of("lobby"), null, List.of("host"), 3);
    var all = new ServiceGrant(List.of("office"), null, null, null);

    // then
    assertThat(Grants.service(List.of(all, one), LOBBY, "host")).contains(one);
    assertThat(Grants.service(List.of(all, one), LOBBY, "guest")).isEmpty();
    assertThat(Grants.service(null, LOBBY, "host")).isEmpty();
  }

  private static boolean covers(LabelSelector selector) {
    return Grants.covers(null, selector, LOBBY);
  }
}

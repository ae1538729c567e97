package dev.avataroperator.worker.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTest {

  /** The place is where the old list has its capital letter. */
  @ParameterizedTest
  @CsvSource({
    "aBc, abc, c",
    "aBc, xabc, c",
    "aBc, bca, c",
    "aBc, ac, c",
    "aBc, xyz, y",
    "Abc, bc, b",
    "aBc, ab, -",
    "aBc, x, -",
    "abAb, abab, b"
  })
  void goesOnBehindTheItemThatIsSpoken(String old, String fresh, String next) {
    // given
    var place = at(old);

    // when
    place.edit(items(fresh), true);
    place.advance();

    // then
    assertThat(shown(place)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource({
    "aBc, aBc, b",
    "aBc, axb, x",
    "aBc, cab, b",
    "aBc, xyz, y",
    "Abc, xy, x",
    "abC, a, -"
  })
  void goesOnBehindTheItemThatWasSpokenLast(String old, String fresh, String next) {
    // given
    var place = at(old);

    // when
    place.edit(items(fresh.toLowerCase()), false);

    // then
    assertThat(shown(place)).isEqualTo(next);
  }

  private static Place at(String list) {
    var place = new Place();
    var index = (int) list.chars().takeWhile(Character::isLowerCase).count();
    place.start(items(list.toLowerCase()), index);
    return place;
  }

  private static List<Origin> items(String names) {
    return names.chars().mapToObj(name -> "" + (char) name).map(PlaceTest::item).toList();
  }

  private static Origin item(String name) {
    return new Origin.Inline(name, "");
  }

  private static String shown(Place place) {
    return Stream.ofNullable(place.item()).map(Origin::shown).findFirst().orElse("-");
  }
}

package dev.avataroperator.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacesTest {
  private final Places places = new Places(3, 2);

  @Test
  void givesNobodyTheRoomOfAllTheOthers() {
    assertThat(places.enter("ann")).isTrue();
    assertThat(places.enter("ann")).isTrue();
    assertThat(places.enter("ann")).isFalse();
    assertThat(places.enter("ben")).isTrue();
  }

  @Test
  void isFullForAll() {
    // given
    places.enter("ann");
    places.enter("ann");
    places.enter("ben");
    // then
    assertThat(places.enter("cem")).isFalse();
    // when
    places.leave("ann");
    // then
    assertThat(places.enter("cem")).isTrue();
  }

  @Test
  void countsWhoLeftNoMore() {
    // given
    places.enter("ann");
    places.enter("ann");
    // when
    places.leave("ann");
    places.leave("ann");
    // then
    assertThat(places.enter("ann")).isTrue();
    assertThat(places.enter("ann")).isTrue();
  }
}

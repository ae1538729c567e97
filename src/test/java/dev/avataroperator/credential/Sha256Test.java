package dev.avataroperator.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Sha256Test {
  private static final String OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void givesBytesAndLowerCaseHex() {
    assertThat(Sha256.hex("abc")).isEqualTo(OF_ABC);
    assertThat(Sha256.of("abc")).isEqualTo(HexFormat.of().parseHex(OF_ABC));
  }

  @Test
  void addsUpWhatComesPieceByPiece() {
    // given
    var digest = Sha256.digest();

    // when
    digest.update("ab".getBytes());
    digest.update("c".getBytes());

    // then
    assertThat(digest.digest()).isEqualTo(Sha256.of("abc"));
  }
}

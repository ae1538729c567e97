package dev.avataroperator.worker.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.avataroperator.audio.PcmFormat;
import dev.avataroperator.worker.speech.Piece;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class IngestCreditTest {
  private static final int SECOND = 48_000;
  private static final long LARGE = 1L << 30;

  @Test
  void opensWithThirtySecondsAndGrantsWhatWasPlayed() {
    // given
    var credit = new IngestCredit(new PcmFormat(24_000), new ByteBudget(LARGE));
    var opened = credit.open();

    // when
    credit.keep(audio(10 * SECOND));
    var nothing = credit.grant();
    credit.giveBack(2 * SECOND);

    // then
    assertThat(opened).isEqualTo(30_000);
    assertThat(nothing).isZero();
    assertThat(credit.grant()).isEqualTo(2_000);
    assertThat(credit.grant()).isZero();
  }

  @Test
  void grantsWhatWasDiscarded() {
    // given
    var credit = new IngestCredit(new PcmFormat(24_000), new ByteBudget(LARGE));
    credit.open();

    // when
    credit.pass(SECOND);

    // then
    assertThat(credit.grant()).isEqualTo(1_000);
  }

  @Test
  void offersANewConnectionOnlyWhatIsNotWaiting() {
    // given
    var credit = new IngestCredit(new PcmFormat(24_000), new ByteBudget(LARGE));
    credit.open();
    credit.keep(audio(12 * SECOND));

    // then
    assertThat(credit.open()).isEqualTo(18_000);
  }

  @Test
  void offersLessWhenTheBudgetRunsShort() {
    // given
    var budget = new ByteBudget(100 * SECOND);
    budget.take(75 * SECOND);

    // when
    var opened = new IngestCredit(new PcmFormat(24_000), budget).open();

    // then
    assertThat(opened).isEqualTo(15_000);
  }

  @Test
  void refusesWhatGoesBeyondThreeMinutesOrTheBudget() {
    // given
    var patient = new IngestCredit(new PcmFormat(24_000), new ByteBudget(LARGE));
    patient.keep(audio(180 * SECOND));
    var budget = new ByteBudget(SECOND);
    var poor = new IngestCredit(new PcmFormat(24_000), budget);

    // then
    assertThatThrownBy(() -> patient.keep(audio(2))).isInstanceOf(IngestRefused.class);
    assertThatThrownBy(() -> poor.keep(audio(2 * SECOND))).isInstanceOf(IngestRefused.class);
    assertThat(budget.taken()).isZero();
  }

  private static Piece audio(int bytes) {
    return new Piece.Samples(Buffer.buffer(new byte[bytes]));
  }
}

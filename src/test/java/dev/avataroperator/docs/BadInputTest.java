package dev.avataroperator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
  private static final Pattern PROOF = Pattern.compile("`([^`]+)`");

  /** What has to have a row, whatever else has one. */
  private static final String REQUIRED =
      """
      neither livekit nor agora in a session's rtc
      both livekit and agora in a session's rtc
      Agora uid 0
      Agora uid 2^32
      room with control characters
      room with 300 characters
      Opus at 44100 Hz
      PCM at 7999 Hz
      changing an immutable field
      unknown fields from a newer version
      unknown serviceRef
      unknown providerRef
      two sessions with the same room and identity
      unknown Secret, which then appears
      unknown key in a Secret, which then appears
      a source Secret without the label
      Agora certificate that isn't 32 hex digits
      API key refused (401)
      billing (402)
      unknown app (403)
      nothing there (404 of the console)
      quota (429)
      avatar not found
      session token expired between mint and connect
      Secret edited by hand
      Secret deleted by hand
      a Secret of that name that belongs to somebody else
      clock skew of 5 minutes between us and the service or LiveKit
      playlist URL answers 404
      playlist file that is not audio
      playlist file of 10 GB
      redirect loop
      link-local or metadata address
      truncated WAV
      8-bit WAV
      24-bit WAV
      WAV that is 5 hours long
      a file that never ends
      ingest with a wrong token
      ingest with an expired token
      ingest with another session's token
      text that is not JSON
      an odd byte count for 16-bit PCM
      100 MB in one frame
      faster than real time for minutes
      silent for hours
      a client that never reads
      maxDuration beyond the service's cap
      maxDuration beyond the RTC token's limit
      status wiped by hand
      garbage instead of the confirm
      half a frame, then nothing
      a frame of 10 MB
      confirm twice
      confirm with an empty id
      close codes 1000 and 1001
      close codes 1002, 1003 and 1007 to 1014
      close codes 3000 to 3999
      close codes 4001, 4002, 4003, 4010 and 4503
      any other close code from 4000 to 4499
      any other close code from 4500 to 4999
      a close without a code
      a dropped connection
      """;

  private final Map<String, List<List<String>>> sections;
  private final Proofs proofs = new Proofs();

  BadInputTest() throws IOException {
    sections = MarkdownTables.read(Path.of("docs/bad-input.md"));
  }

  @Test
  void hasASectionWithRowsForEachArea() {
    assertThat(sections)
        .containsOnlyKeys(
            "Resources",
            "Credentials and accounts",
            "Token endpoint and console",
            "Playlist and audio",
            "Ingest",
            "Broker",
            "Life cycle",
            "Rooms",
            "Avatar service",
            "Simulator");
    assertThat(sections.values()).noneMatch(List::isEmpty);
  }

  @Test
  void everyRowSaysWhatHappensAndNamesProofsThatExist() {
    assertThat(rows())
        .allSatisfy(
            row -> {
              assertThat(row).hasSize(3).doesNotContain("");
              assertThat(proofs(row.get(2))).isNotEmpty().allMatch(proofs::exists, "exists");
            });
  }

  @Test
  void everyRequiredInputHasARow() {
    assertThat(rows()).extracting(row -> row.get(0)).containsAll(REQUIRED.lines().toList());
  }

  @Test
  void noInputHasTwoRows() {
    assertThat(rows()).extracting(row -> row.get(0)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BadInputTest#isMissing",
        "Missing#test",
        "BadInputTest#rows",
        "avatarsession/invalid-missing.yaml",
        "avatarsession/valid-room.yaml",
        "dev/missing.py",
        "dev/peers/cases/session.py#def is_missing"
      })
  void doesNotTakeWhatIsNoTestForAProof(String proof) {
    assertThat(proofs.exists(proof)).isFalse();
  }

  private List<List<String>> rows() {
    return sections.values().stream().flatMap(List::stream).toList();
  }

  private static List<String> proofs(String cell) {
    return PROOF.matcher(cell).results().map(result -> result.group(1)).toList();
  }
}

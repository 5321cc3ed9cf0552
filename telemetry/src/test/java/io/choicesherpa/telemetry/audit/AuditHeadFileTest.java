package io.choicesherpa.telemetry.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.choicesherpa.telemetry.logging.LogLines;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.choicesherpa.telemetry.testing.RecordedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditHeadFileTest {

  private static final Duration NEVER = Duration.ofDays(1);

  private final LogLines lines = new LogLines("info");
  private final Clock clock = Clock.fixed(Instant.parse("2026-01-07T14:32:01Z"), ZoneOffset.UTC);
  private final AuditLog audit =
      new AuditLog(lines.context(), Redactor.standard(), clock, "c0ffee");

  @TempDir Path directory;
  private Path log;
  private Path heads;

  @BeforeEach
  void name() {
    log = directory.resolve("log.jsonl");
    heads = directory.resolve("audit.heads");
  }

  @Test
  void head_isAppendedOnlyWhenItHasMoved_andAtTheEnd() throws IOException {
    try (AuditHeadFile file = AuditHeadFile.start(audit, heads, NEVER, clock)) {
      file.write();
      assertThat(heads).doesNotExist();
      record(2);
      file.write();
      file.write();
      record(1);
    }

    assertThat(Files.readAllLines(heads))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("2026-01-07T14:32:01Z c0ffee 2 ");
    assertThat(AuditHeadFile.read(heads)).last().isEqualTo(audit.head());
  }

  @Test
  void head_isWrittenByItself() throws Exception {
    try (AuditHeadFile file = AuditHeadFile.start(audit, heads, Duration.ofMillis(1), clock)) {
      record(1);
      long deadlineNanos = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (!Files.exists(heads)) {
        assertThat(System.nanoTime()).isLessThan(deadlineNanos);
        Thread.onSpinWait();
      }
      assertThat(file).isNotNull();
    }
  }

  @Test
  void trail_withAllThatWasKept_isIntact() throws IOException {
    keep(3);
    record(1);
    write(lines.text());

    assertThat(AuditVerifier.verify(List.of(log), heads))
        .isInstanceOf(AuditVerification.Intact.class);
  }

  @Test
  void linesCutOffAtTheEnd_areMissed() throws IOException {
    keep(3);
    List<String> cut = lines.text().lines().toList();
    write(cut.get(0) + "\n");

    assertThat(AuditVerifier.verify(List.of(log))).isInstanceOf(AuditVerification.Intact.class);
    assertThat(AuditVerifier.verify(List.of(log), heads))
        .isEqualTo(
            new AuditVerification.Broken(
                log.toString(),
                2,
                "chain c0ffee ends at 1, but had come to 3: 2 cut off at the end"));
    StringBuilder out = new StringBuilder();
    String[] command = {"--heads", heads.toString(), log.toString()};
    assertThat(AuditVerifier.run(command, out)).isEqualTo(1);
    assertThat(out).contains(":2: chain c0ffee ends at 1");
  }

  @Test
  void chainThatIsGoneAltogether_isMissed() throws IOException {
    keep(2);
    write("");

    assertThat(AuditVerifier.verify(List.of(log), heads))
        .isInstanceOf(AuditVerification.Broken.class)
        .asString()
        .contains("chain c0ffee ends at 0, but had come to 2");
  }

  @Test
  void trailWrittenAnew_withHashesThatFit_isFound() throws IOException {
    keep(2);
    LogLines forger = new LogLines("info");
    AuditLog forged = new AuditLog(forger.context(), Redactor.standard(), clock, "c0ffee");
    for (int i = 0; i < 3; i++) {
      forged.record(new AuditEvent("session.read", AuditOutcome.SUCCESS, "me", null, null));
    }
    write(forger.text());

    assertThat(AuditVerifier.verify(List.of(log), heads))
        .isInstanceOf(AuditVerification.Broken.class)
        .asString()
        .contains("line 2 of chain c0ffee had another hash");
  }

  @Test
  void command_withoutWhatItNeeds_tellsItsUse() throws IOException {
    for (String[] command :
        List.of(new String[] {"--heads"}, new String[] {"--heads", heads.toString()})) {
      StringBuilder out = new StringBuilder();
      assertThat(AuditVerifier.run(command, out)).isEqualTo(2);
      assertThat(out).contains("usage");
    }
    Files.writeString(heads, "no head\n");
    assertThatThrownBy(() -> AuditHeadFile.read(heads))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("audit.heads:1");
  }

  @Test
  void fileThatCannotBeWritten_isOneWarningAndHoldsNothingUp() throws IOException {
    Path nowhere = directory.resolve("missing/audit.heads");
    try (RecordedLog own = new RecordedLog(AuditHeadFile.class.getName());
        AuditHeadFile file = AuditHeadFile.start(audit, nowhere, NEVER, clock)) {
      record(1);
      file.write();
      file.write();
      assertThat(own.lines()).hasSize(1);

      Files.createDirectory(directory.resolve("missing"));
      file.write();
      assertThat(AuditHeadFile.read(nowhere)).containsExactly(audit.head());
    }
  }

  private void keep(int acts) {
    try (AuditHeadFile file = AuditHeadFile.start(audit, heads, NEVER, clock)) {
      record(acts);
      file.write();
    }
  }

  private void record(int acts) {
    for (int i = 0; i < acts; i++) {
      audit.record(new AuditEvent("session.read", AuditOutcome.DENIED, "user-1", null, null));
    }
  }

  private void write(String text) throws IOException {
    Files.writeString(log, text);
  }
}

package io.choicesherpa.telemetry.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.testing.JavaProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes, whose output is a pipe that nobody reads until they have logged everything: it
 * holds a small part of that, the rest waits in the buffer when the end comes.
 */
@Timeout(120)
class ProcessEndTest {
  private static final int LINES = 3000;

  @TempDir private Path directory;

  @Test
  void sigterm_losesNothing() throws Exception {
    Process process = start("wait");
    try {
      JavaProgram.awaitFile(process, marker());
      assertThat(process.isAlive()).as("a full pipe did not hold up the callers").isTrue();
      process.toHandle().destroy();
      assertComplete(process);
      assertThat(process.exitValue()).isEqualTo(128 + 15);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void systemExit_losesNothing() throws Exception {
    Process process = start("exit");
    try {
      JavaProgram.awaitFile(process, marker());
      assertComplete(process);
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void mainReturning_losesNothingAndEndsTheProcess() throws Exception {
    Process process = start("return");
    try {
      JavaProgram.awaitFile(process, marker());
      assertComplete(process);
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(String end) throws IOException {
    Path errors = directory.resolve("errors");
    return JavaProgram.of(
            LoggingProgram.class,
            Integer.toString(LINES),
            marker().toString(),
            end,
            file().toString())
        .redirectError(errors.toFile())
        .start();
  }

  private Path marker() {
    return directory.resolve("marker");
  }

  private Path file() {
    return directory.resolve("app.jsonl");
  }

  private void assertComplete(Process process) throws Exception {
    List<String> lines;
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      lines = reader.lines().toList();
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(lines).hasSize(LINES + LoggingProgram.LAST_LINES);
    assertThat(lines.get(LINES - 1)).contains("\"line " + (LINES - 1) + "\"");
    assertThat(lines.get(lines.size() - 1)).contains("\"last 99\"");
    assertThat(Files.readAllLines(file())).isEqualTo(lines);
  }
}

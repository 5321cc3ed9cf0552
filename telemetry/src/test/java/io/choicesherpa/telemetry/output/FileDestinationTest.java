package io.choicesherpa.telemetry.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileDestinationTest {
  private static final int MAX_BYTES = 100;

  @TempDir private Path directory;
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void file_isMadeWithItsDirectories() throws Exception {
    Path file = directory.resolve("a/b (1)/app.jsonl");
    FileDestination destination = open(file, 3);
    write(destination, "one\n");
    destination.close();
    assertThat(file).hasContent("one\n");
  }

  @Test
  void restart_appends() throws Exception {
    Path file = directory.resolve("app.jsonl");
    for (String line : new String[] {"one\n", "two\n"}) {
      FileDestination destination = open(file, 3);
      write(destination, line);
      destination.close();
    }
    assertThat(file).hasContent("one\ntwo\n");
  }

  @Test
  void lineCutOffByALostProcess_doesNotSpoilTheNext() throws Exception {
    Path file = directory.resolve("app.jsonl");
    Files.writeString(file, "whole\n{\"cut of");
    FileDestination destination = open(file, 3);
    write(destination, "next\n");
    destination.close();
    assertThat(file).hasContent("whole\n{\"cut of\nnext\n");
  }

  @Test
  void file_isRotatedBeforeItIsTooLargeAndTheOldestGoes() throws Exception {
    Path file = directory.resolve("app.jsonl");
    FileDestination destination = open(file, 3);
    for (int i = 0; i < 9; i++) {
      write(destination, ("line " + i).repeat(7) + "\n");
    }
    destination.close();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files)
          .extracting(path -> path.getFileName().toString())
          .containsExactlyInAnyOrder("app.jsonl", "app.jsonl.1", "app.jsonl.2");
    }
    assertThat(Files.readString(file)).startsWith("line 8").hasLineCount(1);
    assertThat(Files.readString(directory.resolve("app.jsonl.1")))
        .startsWith("line 6")
        .hasLineCount(2)
        .hasSizeLessThanOrEqualTo(MAX_BYTES);
    assertThat(Files.readString(directory.resolve("app.jsonl.2"))).startsWith("line 4");
  }

  @Test
  void manyFiles_areKeptAsMany() throws Exception {
    Path file = directory.resolve("app.jsonl");
    FileDestination destination = open(file, 40);
    for (int i = 0; i < 60; i++) {
      write(destination, "x".repeat(MAX_BYTES) + "\n");
    }
    destination.close();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).hasSize(40);
    }
  }

  @Test
  void fileThatCannotBeOpened_isTriedAgainLater() throws Exception {
    Path obstacle = directory.resolve("logs");
    Files.createFile(obstacle);
    Path file = obstacle.resolve("app.jsonl");
    FileDestination destination = open(file, 3);
    assertThatIOException().isThrownBy(() -> write(destination, "lost\n"));
    Files.delete(obstacle);
    assertThatIOException().as("not at once").isThrownBy(() -> write(destination, "lost\n"));
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    write(destination, "kept\n");
    destination.close();
    assertThat(file).hasContent("kept\n");
  }

  @Test
  void fileThatIsTakenAway_isMadeAnew() throws Exception {
    Path file = directory.resolve("app.jsonl");
    FileDestination destination = open(file, 3);
    write(destination, "one\n");
    Files.delete(file);
    write(destination, "two\n");
    assertThat(file).hasContent("two\n");
    Files.move(file, directory.resolve("app.old"));
    Files.createFile(file);
    write(destination, "three\n");
    destination.close();
    assertThat(file).hasContent("three\n");
    assertThat(directory.resolve("app.old")).hasContent("two\n");
  }

  /** {@code /dev/full} answers every write as a full disk does. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void fullDisk_isToldAndLeftBehindWhenThereIsRoomAgain() throws Exception {
    Path file = directory.resolve("app.jsonl");
    Files.createSymbolicLink(file, Path.of("/dev/full"));
    FileDestination destination = open(file, 3);
    assertThatIOException()
        .isThrownBy(() -> write(destination, "lost\n"))
        .withMessageContaining("No space left");
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThatIOException()
        .as("more than a buffer holds")
        .isThrownBy(() -> write(destination, "lost\n".repeat(10_000)));
    Files.delete(file);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    write(destination, "kept\n");
    destination.close();
    assertThat(file).hasContent("kept\n");
  }

  @Test
  void closing_whatNeverOpened_isNothing() {
    assertThatCode(() -> open(directory.resolve("app.jsonl"), 3).close())
        .doesNotThrowAnyException();
  }

  private FileDestination open(Path file, int maxFiles) {
    return new FileDestination(file, MAX_BYTES, maxFiles, nanos::get);
  }

  private static void write(FileDestination destination, String lines) throws IOException {
    byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
    destination.write(bytes, bytes.length);
  }
}

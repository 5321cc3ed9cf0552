package io.choicesherpa.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  @TempDir Path home;

  @Test
  void folder_canBeHeldAgainOnceItIsReleased() throws Exception {
    RunDirectory.hold(home.resolve(".run"), false).orElseThrow().close();

    try (RunDirectory again = RunDirectory.hold(home.resolve(".run"), false).orElseThrow()) {
      assertThat(again.logs()).isDirectory();
    }
  }

  @Test
  void clear_removesDataAndLogsButKeepsWhatWasUnpacked() throws Exception {
    try (RunDirectory directory = RunDirectory.hold(home.resolve(".run"), false).orElseThrow()) {
      Path data = Files.createDirectories(directory.postgresData()).resolve("base");
      Path program = Files.createDirectories(directory.programs()).resolve("postgres");
      Files.writeString(data, "rows");
      Files.writeString(program, "code");
      Files.writeString(directory.log("a.log"), "line");

      directory.clear();

      assertThat(data).doesNotExist();
      assertThat(directory.log("a.log")).doesNotExist();
      assertThat(program).exists();
    }
  }
}

package io.choicesherpa.demo.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
  @TempDir Path folder;
  private Path jar;

  @BeforeEach
  void makeJars() throws Exception {
    jar = Files.writeString(folder.resolve("backend.jar"), "classes");
    Files.writeString(Files.createDirectory(folder.resolve("lib")).resolve("a.jar"), "classes");
  }

  @Test
  void archive_isReadOnceItWasWritten() throws Exception {
    ClassArchive first = archive();
    assertThat(first.isUsable()).isFalse();
    assertThat(first.reading()).isEmpty();
    Files.writeString(file(first), "header and classes");

    ClassArchive second = archive();
    assertThat(second.isUsable()).isTrue();
    assertThat(second.reading()).contains("-XX:SharedArchiveFile=" + file(first));
  }

  @Test
  void changedJar_makesTheArchiveUnusableAndRemovesIt() throws Exception {
    Path old = Files.writeString(file(archive()), "header and classes");
    Files.setLastModifiedTime(folder.resolve("lib/a.jar"), FileTime.fromMillis(1_000_000));

    assertThat(archive().isUsable()).isFalse();
    assertThat(old).doesNotExist();
  }

  @Test
  void archiveThatWasCutOff_isNotUsed() throws Exception {
    Files.write(file(archive()), new byte[8192]);

    assertThat(archive().isUsable()).isFalse();
  }

  @Test
  void archivesOfOthers_areLeftAlone() throws Exception {
    archive();
    Path other = Files.writeString(folder.resolve("cds/demo-1.jsa"), "header");

    archive();

    assertThat(other).exists();
  }

  private ClassArchive archive() throws Exception {
    return ClassArchive.of(folder.resolve("cds"), "backend", jar);
  }

  private static Path file(ClassArchive archive) {
    List<String> paths =
        archive.writing().stream()
            .filter(option -> option.startsWith("-XX:") && option.endsWith(".jsa"))
            .flatMap(option -> Stream.of(option.substring(option.indexOf('=') + 1)))
            .toList();
    return Path.of(paths.get(0));
  }
}

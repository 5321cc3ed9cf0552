package io.choicesherpa.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsTest {

  private static final Documents PROJECT =
      new Documents(Path.of("..").toAbsolutePath().normalize());

  @TempDir Path folder;

  @Test
  void project_isLookedAt() {
    assertThat(PROJECT.files().map(file -> file.getFileName().toString()))
        .contains("README.md", "pom.xml", "Documents.java");
  }

  @Test
  void project_hasNoMergeLeftUndecided() {
    assertThat(PROJECT.conflicts()).isEmpty();
  }

  @Test
  void project_everyLinkLeadsSomewhere() {
    assertThat(PROJECT.brokenLinks()).isEmpty();
  }

  @Test
  void conflicts_inAnyFile_areFound() throws IOException {
    Files.writeString(folder.resolve("a.sh"), "a\n" + "<".repeat(7) + " HEAD\nb\n");
    Files.writeString(folder.resolve("b.md"), "Title\n" + "=".repeat(7) + "\n");
    Files.write(folder.resolve("picture.png"), new byte[] {(byte) 0x89, (byte) 0xff});

    assertThat(new Documents(folder).conflicts())
        .containsExactly("a.sh: " + "<".repeat(7) + " HEAD", "b.md: " + "=".repeat(7));
  }

  @Test
  void brokenLinks_toFilesAndHeadings_areFound() throws IOException {
    Files.writeString(
        folder.resolve("a.md"),
        """
        # A title: with `code`
        [there](b.md) [heading](b.md#to-be-found) [own](#a-title-with-code) [web](https://example.com/x)
        [`code`](b.md) `[no](link.md)`
        ```
        [no](link.md)
        ```
        [away](c.md) [no heading](b.md#away) [no own](#away)
        """);
    Files.writeString(folder.resolve("b.md"), "## To be found\n");

    assertThat(new Documents(folder).brokenLinks())
        .containsExactly("a.md: c.md", "a.md: b.md#away", "a.md: #away");
  }
}

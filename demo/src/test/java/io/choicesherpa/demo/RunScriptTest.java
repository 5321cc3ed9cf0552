package io.choicesherpa.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts that start something, in a checkout of which only the beginning is there. */
class RunScriptTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"run", "console/run"})
  void script_calledThroughLinks_findsWhatLiesBesideIt(String name) throws Exception {
    Path checkout = checkout(name);
    Path link = Files.createSymbolicLink(folder.resolve("a link"), checkout.resolve(name));
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path linkToLink =
        Files.createSymbolicLink(bin.resolve("sherpa"), bin.relativize(link.toAbsolutePath()));

    assertThat(output(linkToLink)).isEqualTo("home is " + checkout + "\n");
    assertThat(output(checkout.resolve(name))).isEqualTo("home is " + checkout + "\n");
  }

  /** Both scripts read this file before they do anything. */
  private Path checkout(String script) throws IOException {
    Path checkout = Files.createDirectory(folder.toRealPath().resolve("a checkout"));
    Path copy = checkout.resolve(script);
    Files.createDirectories(copy.getParent());
    Files.copy(Path.of("..", script), copy, StandardCopyOption.COPY_ATTRIBUTES);
    Files.createDirectory(checkout.resolve("scripts"));
    Files.writeString(checkout.resolve("scripts/jdk.sh"), "echo \"home is $home\"\nexit 0\n");
    return checkout;
  }

  private static String output(Path script) throws Exception {
    Process process = new ProcessBuilder(script.toString()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    try (InputStream in = process.getInputStream()) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(text).isZero();
      return text;
    }
  }
}

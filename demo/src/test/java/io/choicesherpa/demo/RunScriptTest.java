package io.choicesherpa.demo;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /** Nothing is there to be built, so that an attempt would end with 1. */
  @ParameterizedTest
  @CsvSource({
    "--fault nonsense, 64, '--fault got \"nonsense\"; it takes one or more of ai-errors'",
    "--people 3, 1, The build failed",
  })
  void wrongValue_isToldBeforeTheBuild(String options, int code, String message) throws Exception {
    Path checkout = folder.resolve("checkout");
    for (String part : List.of("demo/src/main", "scripts")) {
      copy(Path.of("..", part), checkout.resolve(part));
    }
    Path run = Files.copy(Path.of("../run"), checkout.resolve("run"), COPY_ATTRIBUTES);
    List<String> command = new ArrayList<>(List.of(run.toString()));
    command.addAll(List.of(options.split(" ", -1)));
    Path output = folder.resolve("output");

    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(output).content().contains(message);
    assertThat(process.exitValue()).isEqualTo(code);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target, COPY_ATTRIBUTES);
      }
    }
  }

  /** Both scripts read this file before they do anything. */
  private Path checkout(String script) throws IOException {
    Path checkout = Files.createDirectory(folder.toRealPath().resolve("a checkout"));
    Path copy = checkout.resolve(script);
    Files.createDirectories(copy.getParent());
    Files.copy(Path.of("..", script), copy, COPY_ATTRIBUTES);
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

package io.choicesherpa.telemetry.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of the tests' own class path as processes of their own. */
public final class JavaProgram {

  private static final long PATIENCE_SECONDS = 60;

  private JavaProgram() {}

  /** The process to start, by the JVM that runs the test. */
  public static ProcessBuilder of(Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command);
  }

  /** Waits until the process has made a file, by which it says how far it is. */
  public static void awaitFile(Process process, Path file) {
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Files.exists(file)) {
      assertThat(System.nanoTime())
          .as("waited %s s for %s", PATIENCE_SECONDS, file)
          .isLessThan(deadlineNanos);
      assertThat(process.isAlive()).as("the process lives").isTrue();
      Thread.onSpinWait();
    }
  }
}

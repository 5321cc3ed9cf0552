package io.choicesherpa.endtoend;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs that a bare machine may lack. */
final class Tool {

  private Tool() {}

  /** Prometheus's programs; see {@link #require(String, String)}. */
  static Path require(String name) {
    return require(name, "prometheus");
  }

  /**
   * Returns the program's path; skips the test where it is missing, and fails it where CI=true.
   *
   * @param packages Debian's, which have it
   */
  static Path require(String name, String packages) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(
            () -> {
              String reason =
                  name + " is not on the PATH (Debian: apt-get install " + packages + ")";
              if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(reason + ", and CI=true requires it");
              }
              Assumptions.abort(reason);
              throw new IllegalStateException("aborted");
            });
  }
}

package io.choicesherpa.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the run was made on.
 *
 * @param cpu the processor's name and how many of it
 * @param jdk the virtual machine's name and version
 * @param system the operating system
 */
public record Machine(String cpu, String jdk, String system) {

  private static final Path CPUS = Path.of("/proc/cpuinfo");

  /** This machine. */
  public static Machine here() throws IOException {
    return new Machine(
        cpuName() + ", " + Runtime.getRuntime().availableProcessors() + " processors",
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"));
  }

  private static String cpuName() throws IOException {
    if (!Files.isReadable(CPUS)) {
      return "unknown";
    }
    try (var lines = Files.lines(CPUS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    }
  }
}

package io.choicesherpa.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the run was made on.
 *
 * @param cpu the processor's name and how many of it
 * @param jdk the virtual machine's name and version
 * @param system the operating system
 * @param load the system's load average over the last minute; negative where it tells none
 */
public record Machine(String cpu, String jdk, String system, double load) {

  private static final Path CPUS = Path.of("/proc/cpuinfo");

  /** This machine, with its load of now. */
  public static Machine here() throws IOException {
    return new Machine(
        cpuName() + ", " + Runtime.getRuntime().availableProcessors() + " processors",
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
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

package io.choicesherpa.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus's and Alertmanager's own tools say of the files. */
class PromtoolTest {

  private static final StackFiles FILES = StackFiles.OF_THE_CHECKOUT;

  @TempDir Path directory;

  @Test
  void configuration_passesPromtool() throws Exception {
    Result result = run("promtool", "check", "config", path("stack/prometheus/prometheus.yml"));

    assertThat(result.code()).as(result.output()).isZero();
    assertThat(result.output()).doesNotContain("WARNING");
  }

  @Test
  void rules_passTheirTests() throws Exception {
    List<String> command = new ArrayList<>(List.of("promtool", "test", "rules"));
    FILES.ruleTests().forEach(file -> command.add(file.toString()));
    Result result = run(command.toArray(String[]::new));

    assertThat(result.code()).as(result.output()).isZero();
  }

  @Test
  void ruleTest_thatExpectsAnotherText_fails() throws Exception {
    Path rules = Files.createDirectories(directory.resolve("rules")).resolve("service.rules.yml");
    Files.writeString(
        rules,
        StackFiles.text(FILES.path("stack/prometheus/rules/service.rules.yml"))
            .replace("Error rate is", "The error rate is"));
    Path test = Files.createDirectories(directory.resolve("tests")).resolve("service.test.yml");
    Files.copy(FILES.path("stack/prometheus/tests/service.test.yml"), test);
    Result result = run("promtool", "test", "rules", test.toString());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).contains("The error rate is 10%");
  }

  @Test
  void alertmanagersConfiguration_passesAmtool() throws Exception {
    Result result = run("amtool", "check-config", path("stack/alertmanager/alertmanager.yml"));

    assertThat(result.code()).as(result.output()).isZero();
  }

  @Test
  void alerts_goWhereTheirSeveritySays() throws Exception {
    assertThat(receiver("alertname=HighErrorRate", "severity=critical")).isEqualTo("page");
    assertThat(receiver("alertname=EventBacklog", "severity=warning")).isEqualTo("ticket");
    assertThat(receiver("alertname=RateLimitSpike", "severity=info")).isEqualTo("notice");
    assertThat(receiver("alertname=Watchdog", "severity=none")).isEqualTo("heartbeat");
  }

  private String receiver(String... labels) throws Exception {
    List<String> command = new ArrayList<>(List.of("amtool", "config", "routes", "test"));
    command.add("--config.file=" + path("stack/alertmanager/alertmanager.yml"));
    command.addAll(List.of(labels));
    List<String> lines = run(command.toArray(String[]::new)).output().lines().toList();
    return lines.get(lines.size() - 1).strip();
  }

  private static String path(String relative) {
    return FILES.path(relative).toString();
  }

  private Result run(String... command) throws Exception {
    command[0] = tool(command[0]).toString();
    Path output = Files.createTempFile(directory, "output", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("%s ends", command[0]).isTrue();
    return new Result(process.exitValue(), Files.readString(output));
  }

  /** Missing on a developer's machine, the test is skipped; in CI it must be there. */
  private static Path tool(String name) throws IOException {
    Optional<Path> found =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(directory -> Path.of(directory, name))
            .filter(Files::isExecutable)
            .findFirst();
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(
          found.isPresent(),
          name + " is not on the PATH: install Debian's prometheus and prometheus-alertmanager");
    }
    return found.orElseThrow(() -> new IOException(name + " is not on the PATH, and CI=true"));
  }

  private record Result(int code, String output) {}
}

package io.choicesherpa.benchmarks.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.benchmarks.report.Machine;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackendSectionTest {

  private static final Machine MACHINE = new Machine("a cpu", "a jdk", "a system", 2.5);

  private final BackendResult result = new BackendResult();

  @Test
  void section_tellsMedianAndRangeOfEachVariant() {
    round(98, 100, 80);
    round(90, 100, 80);
    round(99, 100, 80);

    assertThat(section())
        .contains("a cpu", "a jdk", "2026-11-22", "agent-1.2.jar", "2 starts of each")
        .contains(
            "| Requests per second | 98 (90–99) | 50 (50–50) | 100 (100–100) | 80 (80–80) | 0.98 |"
                + " 0.50 | 1.23 |");
  }

  @Test
  void throughput_belowItsShareOfOff_isNotMet() {
    round(97, 100, 80);
    assertThat(section()).contains("at least 0.97 of everything off | 0.97 of it | met |");

    round(96, 100, 80);
    round(96, 100, 80);
    assertThat(section()).contains("at least 0.97 of everything off | 0.96 of it | **not met** |");
  }

  @Test
  void figure_isAheadOfTheAgentByMoreRequestsAndLessOfAllElse() {
    round(90, 100, 80);
    assertThat(section())
        .contains("Requests per second: ahead of the agent | 1.13 of it | met |")
        .contains("Median time to the answer, ms: ahead of the agent | 1.13 of it | **not met** |");
  }

  private void round(double on, double off, double agent) {
    for (Figure figure : Figure.values()) {
      result.add(Variant.ON, figure, on);
      result.add(Variant.SHIPPED, figure, off / 2);
      result.add(Variant.OFF, figure, off);
      result.add(Variant.AGENT, figure, agent);
    }
  }

  private String section() {
    LoadPlan plan = new LoadPlan(2, 1, 1, 1, 1, 1, LoadPlan.QUICK.sliceLimit());
    return BackendSection.write(
        result, plan, Path.of("agent-1.2.jar"), MACHINE, Instant.parse("2026-11-22T14:00:00Z"));
  }
}

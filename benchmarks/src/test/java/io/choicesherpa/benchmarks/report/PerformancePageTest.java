package io.choicesherpa.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerformancePageTest {

  private static final Machine MACHINE = new Machine("a cpu", "a jdk", "a system", 2.5);
  private static final Instant AT = Instant.parse("2026-11-22T14:00:00Z");

  @Test
  void page_namesMachineDateAndErrors() {
    String page = page(measured(100, 400));

    assertThat(page)
        .contains("2026-11-22", "a cpu", "a jdk", "a system", "one round", "logstash-logback")
        .contains("Load average at the end: 2.5")
        .contains("| ours | 100 ns | ± 1.0 ns | 64 | 48 | 1.00 |")
        .contains("| client_java | 400 ns | ± 1.0 ns | 64 | 4.00 |")
        .contains("| Elastic's ECS encoder | 400 ns | ± 1.0 ns | 64 | 48 | 4.00 |");
  }

  @Test
  void bar_isMetOnlyWithinItsLimit() {
    assertThat(bars(page(measured(100, 301))))
        .hasSize(7)
        .allMatch(line -> line.endsWith("| met |"));
    assertThat(bars(page(measured(100, 299))))
        .hasSize(7)
        .allMatch(line -> line.endsWith("| **not met** |"));
  }

  @Test
  void table_withoutAllOfItsRowsIsLeftOut() {
    List<Measurement> measured = measured(100, 400);
    measured.remove(0);
    assertThat(page(measured)).doesNotContain("## An event to bytes");
  }

  private static List<String> bars(String page) {
    return page.lines().filter(line -> line.contains("one third")).toList();
  }

  private static String page(List<Measurement> measured) {
    return PerformancePage.write(measured, MACHINE, "one round", AT);
  }

  private static List<Measurement> measured(double ours, double peers) {
    List<Measurement> measured = new ArrayList<>();
    for (Comparison comparison : Comparison.all()) {
      for (Comparison.Row row : comparison.rows()) {
        double nanos = row.label().equals("ours") ? ours : peers;
        measured.add(new Measurement(row.name(), row.parameters(), nanos, 1, 64, written(row)));
      }
    }
    return measured;
  }

  private static double written(Comparison.Row row) {
    return row.name().startsWith("EncodeBenchmark") ? 48 : Double.NaN;
  }
}

package io.choicesherpa.benchmarks.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes measurements as the page {@code docs/performance.md}. */
public final class PerformancePage {

  private final StringBuilder page = new StringBuilder();
  private final List<Bar> bars = new ArrayList<>();

  private PerformancePage() {}

  /**
   * The page's text.
   *
   * @param measurements of one run; tables without all of theirs are left out
   * @param run how long and how often, in words
   */
  public static String write(
      List<Measurement> measurements, Machine machine, String run, Instant at) {
    PerformancePage written = new PerformancePage();
    StringBuilder tables = new StringBuilder();
    for (Comparison comparison : Comparison.all()) {
      List<Measurement> found = find(comparison, measurements);
      if (found.size() == comparison.rows().size()) {
        table(tables, comparison, found);
        written.bars.addAll(Bar.of(comparison, found));
      }
    }
    written.head(machine, run, at);
    written.bars();
    return written.page.append(tables).toString();
  }

  private static List<Measurement> find(Comparison comparison, List<Measurement> measurements) {
    return comparison.rows().stream()
        .flatMap(row -> measurements.stream().filter(row::matches).limit(1))
        .toList();
  }

  private void head(Machine machine, String run, Instant at) {
    page.append("# Performance\n\n")
        .append("Written by `./bench`; every number is from one run, peers and all.\n\n")
        .append("- Date: ")
        .append(DateTimeFormatter.ISO_LOCAL_DATE.format(at.atOffset(ZoneOffset.UTC)))
        .append("\n- Machine: ")
        .append(machine.cpu())
        .append("; ")
        .append(machine.system())
        .append("\n- JDK: ")
        .append(machine.jdk())
        .append("\n- Run: ")
        .append(run)
        .append("\n- Load average at the end: ")
        .append(format("%.1f", machine.load()))
        .append(", of which one to two are the run's own; more than that means that the machine")
        .append(" was shared, and that differences within the errors say nothing")
        .append("\n- Versions: ")
        .append(PeerVersions.list())
        .append(
            "\n\nTimes are averages per call. The error is half of JMH's confidence interval of"
                + " 99.9 %. Bytes are what a call allocates. The last column says how many times"
                + " as long as ours it takes.\n\n");
  }

  private void bars() {
    page.append("## The bars\n\n| promise | found | |\n|---|---|---|\n");
    for (Bar bar : bars) {
      page.append("| ")
          .append(bar.promise())
          .append(" | ")
          .append(bar.found())
          .append(bar.met() ? " | met |\n" : " | **not met** |\n");
    }
  }

  private static void table(StringBuilder tables, Comparison comparison, List<Measurement> found) {
    boolean showsWritten = found.stream().noneMatch(each -> Double.isNaN(each.writtenBytes()));
    tables
        .append("\n## ")
        .append(comparison.title())
        .append("\n\n")
        .append(comparison.about())
        .append("\n\n| | time | error | bytes |")
        .append(showsWritten ? " of them written |" : "")
        .append(" times ours |\n|---|---:|---:|---:|---:|")
        .append(showsWritten ? "---:|\n" : "\n");
    double ours = found.get(0).nanos();
    for (int i = 0; i < found.size(); i++) {
      Measurement each = found.get(i);
      tables
          .append("| ")
          .append(comparison.rows().get(i).label())
          .append(" | ")
          .append(time(each.nanos()))
          .append(" | ")
          .append(Double.isNaN(each.errorNanos()) ? "?" : "± " + time(each.errorNanos()))
          .append(" | ")
          .append(Double.isNaN(each.bytes()) ? "?" : format("%,.0f", each.bytes()))
          .append(showsWritten ? " | " + format("%,.0f", each.writtenBytes()) : "")
          .append(" | ")
          .append(format("%.2f", each.nanos() / ours))
          .append(" |\n");
    }
  }

  private static String time(double nanos) {
    if (nanos < 100) {
      return format("%.1f ns", nanos);
    }
    return nanos < 100_000 ? format("%,.0f ns", nanos) : format("%,.0f µs", nanos / 1000);
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}

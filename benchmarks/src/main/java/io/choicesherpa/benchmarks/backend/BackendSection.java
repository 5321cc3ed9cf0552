package io.choicesherpa.benchmarks.backend;

import io.choicesherpa.benchmarks.report.Machine;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes a comparison as a section of the page. */
final class BackendSection {

  private static final double THROUGHPUT_BAR = 0.97;

  private static final String ABOUT =
      """
      The backend as a process of its own, with real PostgreSQL and Redis, an AI server that answers at once, and one
      receiver of OTLP that counts bytes and reads nothing; all of them, and the load, share the machine. A closed loop:
      each person opens a session, a cycle and a conversation, then twelve times sends a message, reads the messages and
      looks at the session. Tokens are RS256, checked at each request.

      *Everything on*: every trace, and every log line beside the JSON on standard output (a file), by OTLP/gRPC; metrics
      scraped every 5 s. *As shipped*: the same with the library's default of one trace in ten exported; the others are
      recorded and held all the same, in case that they fail or are slow. *Everything off*: `telemetry.enabled=false` and no log at all. *The agent*: the same backend with
      the library off, Spring Boot's plain lines at INFO to the file, and traces, logs and metrics by OTLP/gRPC, metrics
      every 5 s, otherwise as it comes.

      Processor time and allocation are the backend process's own, what it does for a second and a half after the last
      answer included. Median of the rounds, smallest and largest in brackets; shares are medians of each round's share.
      """;

  private BackendSection() {}

  static String write(
      BackendResult result, LoadPlan plan, Path agent, Machine machine, Instant at) {
    StringBuilder section = new StringBuilder();
    section
        .append("## The whole backend under load\n\n")
        .append("Written by `./bench --backend`.\n\n")
        .append("- Date: ")
        .append(DateTimeFormatter.ISO_LOCAL_DATE.format(at.atOffset(ZoneOffset.UTC)))
        .append("\n- Machine: ")
        .append(machine.cpu())
        .append("; ")
        .append(machine.system())
        .append("\n- JDK: ")
        .append(machine.jdk())
        .append(", `")
        .append(String.join(" ", RunningBackend.JVM_OPTIONS))
        .append("`\n- Run: ")
        .append(plan.describe())
        .append("\n- Load average at the end: ")
        .append(format("%.1f", machine.load()))
        .append(", of which about two are the run's own; more than that means that the machine was")
        .append(" shared: then allocation stands, and what is a time says little\n- Agent: ")
        .append(agent.getFileName())
        .append("\n\n")
        .append(ABOUT)
        .append("\n");
    bars(section, result);
    table(section, result);
    return section.toString();
  }

  private static void bars(StringBuilder section, BackendResult result) {
    section.append("| promise | found | |\n|---|---|---|\n");
    double ofOff = share(result, Figure.THROUGHPUT, Variant.ON, Variant.OFF);
    bar(
        section,
        "Requests per second: at least " + THROUGHPUT_BAR + " of everything off",
        ofOff,
        ofOff >= THROUGHPUT_BAR);
    for (Figure figure : Figure.values()) {
      double ofAgent = share(result, figure, Variant.ON, Variant.AGENT);
      bar(section, figure.label() + ": ahead of the agent", ofAgent, figure.isAhead(ofAgent));
    }
  }

  private static void bar(StringBuilder section, String promise, double share, boolean met) {
    section
        .append("| ")
        .append(promise)
        .append(" | ")
        .append(format("%.2f of it", share))
        .append(met ? " | met |\n" : " | **not met** |\n");
  }

  private static void table(StringBuilder section, BackendResult result) {
    section.append("\n| |");
    for (Variant variant : Variant.values()) {
      section.append(' ').append(variant.label()).append(" |");
    }
    section.append(
        " on of off | as shipped of off | on of the agent |\n|---|---:|---:|---:|---:|---:|---:|---:|\n");
    for (Figure figure : Figure.values()) {
      section.append("| ").append(figure.label()).append(" |");
      for (Variant variant : Variant.values()) {
        Samples samples = result.of(variant, figure);
        section.append(' ').append(format(figure.format(), samples.median()));
        if (samples.values().size() > 1) {
          section
              .append(" (")
              .append(format(figure.format(), samples.min()))
              .append("–")
              .append(format(figure.format(), samples.max()))
              .append(")");
        }
        section.append(" |");
      }
      section
          .append(format(" %.2f |", share(result, figure, Variant.ON, Variant.OFF)))
          .append(format(" %.2f |", share(result, figure, Variant.SHIPPED, Variant.OFF)))
          .append(format(" %.2f |\n", share(result, figure, Variant.ON, Variant.AGENT)));
    }
  }

  private static double share(BackendResult result, Figure figure, Variant variant, Variant other) {
    return result.of(variant, figure).shareOf(result.of(other, figure));
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}

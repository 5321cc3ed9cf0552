package io.choicesherpa.benchmarks.console;

import io.choicesherpa.benchmarks.console.TraceServer.Command;
import io.choicesherpa.benchmarks.report.Machine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The console as a process, beside Jaeger's all-in-one where the variable {@code JAEGER} names the
 * program: how long until the page answers, how many spans a second it takes, what that costs.
 */
public final class ServerBench {

  private static final int STARTS = 5;
  private static final int ROUNDS = 3;
  private static final int SPANS = 160_000;
  private static final int CONSOLE_PORT = 23_000;
  private static final int CONSOLE_OTLP_PORT = 23_318;

  private final List<String> page = new ArrayList<>();

  private ServerBench() {}

  /** One server's figures; the middle of its rounds. */
  private record Figures(
      String name,
      double startMillis,
      double idleMib,
      double spansPerSecond,
      double spansPerCpuSecond,
      double fullMib) {}

  /**
   * Runs all.
   *
   * @param arguments the checkout; then where the page goes, the standard output when there is none
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    ServerBench bench = new ServerBench();
    bench.run(Path.of(arguments[0]));
    String text = String.join("\n", bench.page) + "\n";
    if (arguments.length > 1) {
      Files.writeString(Path.of(arguments[1]), text);
    } else {
      System.out.print(text);
    }
  }

  private void run(Path home) throws IOException, InterruptedException {
    SpanLoad load = new SpanLoad(SPANS);
    List<Figures> all = new ArrayList<>();
    all.add(measure(console(home), load));
    Path jaeger = TraceServer.program(System.getenv("JAEGER"));
    if (jaeger != null) {
      all.add(measure(jaeger(jaeger), load));
    }
    Machine machine = Machine.here();
    page.add("# Performance of the console as a server");
    page.add("");
    page.add(
        "Written by `./bench --console-server` on "
            + Instant.now().toString().substring(0, 10)
            + ".");
    page.add("");
    page.add("- Machine: " + machine.cpu() + "; " + machine.system());
    page.add("- JDK: " + machine.jdk());
    page.add(
        format(
            "- Load: %,d spans of %d bytes, %d to a trace, %d to a request, by OTLP over HTTP, two senders on the same machine; each figure is the middle of %d rounds, each on a fresh process",
            load.spans(),
            load.bytesPerSpan(),
            SpanLoad.SPANS_PER_TRACE,
            SpanLoad.SPANS_PER_REQUEST,
            ROUNDS));
    page.add(
        format(
            "- Load average at the end: %.1f; more than about three means that the machine was shared, and that times are too long",
            machine.load()));
    page.add("");
    page.add(
        "| | page answers after | resident, idle | spans a second | spans a second of its CPU | resident, with the spans |");
    page.add("|---|---:|---:|---:|---:|---:|");
    for (Figures figures : all) {
      page.add(
          format(
              "| %s | %,.0f ms | %,.0f MiB | %,.0f | %,.0f | %,.0f MiB |",
              figures.name(),
              figures.startMillis(),
              figures.idleMib(),
              figures.spansPerSecond(),
              figures.spansPerCpuSecond(),
              figures.fullMib()));
    }
    page.add("");
    page.add(
        format(
            "The start is the middle of %d, from the process's start, with the console's classes archived by an earlier run. The console indexes spans by service, operation, time and status and keeps them in memory alone here, as Jaeger's all-in-one does.",
            STARTS));
    if (jaeger == null) {
      page.add("");
      page.add("Jaeger was not there: set `JAEGER` to its program.");
    }
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static Command console(Path home) {
    return new Command(
        "console",
        List.of(home.resolve("console/run").toString()),
        Map.of(
            "CONSOLE_PORT",
            Integer.toString(CONSOLE_PORT),
            "CONSOLE_OTLP_GRPC_PORT",
            "0",
            "CONSOLE_OTLP_HTTP_PORT",
            Integer.toString(CONSOLE_OTLP_PORT),
            "CONSOLE_SCRAPE_TARGETS",
            "none"),
        URI.create("http://127.0.0.1:" + CONSOLE_PORT + "/"),
        URI.create("http://127.0.0.1:" + CONSOLE_OTLP_PORT + "/v1/traces"));
  }

  private static Command jaeger(Path program) {
    return new Command(
        "Jaeger all-in-one",
        List.of(program.toString()),
        Map.of(),
        URI.create("http://127.0.0.1:16686/api/services"),
        URI.create("http://127.0.0.1:4318/v1/traces"));
  }

  private static Figures measure(Command command, SpanLoad load)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("server-bench", ".log");
    // The first start writes the archive, and is not counted.
    TraceServer.start(command, log).close();
    double[] starts = new double[STARTS];
    double[] idle = new double[STARTS];
    for (int i = 0; i < STARTS; i++) {
      try (TraceServer server = TraceServer.start(command, log)) {
        starts[i] = server.startMillis();
        idle[i] = server.residentBytes() / 1048576.0;
      }
    }
    double[] rates = new double[ROUNDS];
    double[] perCpu = new double[ROUNDS];
    double[] full = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      try (TraceServer server = TraceServer.start(command, log)) {
        double cpu = server.cpuSeconds();
        long began = System.nanoTime();
        load.send(server.traces());
        rates[i] = load.spans() / ((System.nanoTime() - began) / 1e9);
        perCpu[i] = load.spans() / (server.cpuSeconds() - cpu);
        full[i] = server.residentBytes() / 1048576.0;
      }
    }
    Files.delete(log);
    return new Figures(
        command.name(), middle(starts), middle(idle), middle(rates), middle(perCpu), middle(full));
  }

  private static double middle(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}

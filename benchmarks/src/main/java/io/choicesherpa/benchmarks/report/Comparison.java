package io.choicesherpa.benchmarks.report;

import java.util.List;
import java.util.Map;

/**
 * One table of the page: ours, and beside it those who do the same.
 *
 * @param rows ours first
 */
record Comparison(String title, String about, List<Row> rows) {

  /**
   * A line of the table.
   *
   * @param name of the benchmark, as in {@link Measurement#name()}
   * @param parameters those that the measurement must have
   */
  record Row(String label, String name, Map<String, String> parameters) {

    boolean matches(Measurement measurement) {
      return measurement.name().equals(name)
          && measurement.parameters().entrySet().containsAll(parameters.entrySet());
    }
  }

  private static final String LINE =
      "A message, three key-values, five fields of context. Ours takes the context from the"
          + " current span and request, and redacts; the others take it from the MDC. ";

  static List<Comparison> all() {
    return List.of(
        logs(
            "An event to bytes",
            LINE + "The event was made beforehand; no caller.",
            "EncodeBenchmark.plain",
            false),
        logs(
            "An event with an exception to bytes",
            "The same with an exception and its cause, about forty frames each; also made"
                + " beforehand.",
            "EncodeBenchmark.madeError",
            false),
        logs(
            "An event with an exception, made and to bytes",
            "The same, and making the event counts, since that is where Logback reads the stack."
                + " The difference to the table before is Logback's own, or Log4j's.",
            "EncodeBenchmark.error",
            false),
        logs(
            "A log call to the appender's stream, one thread",
            LINE + "From the logger's call down to a stream that discards; no caller.",
            "AppenderBenchmark.oneThread",
            false),
        logs(
            "A log call to the appender's stream, two threads",
            "The same by two threads at once, on one appender, for whose lock they wait: the faster"
                + " the encoder, the larger the share of that wait, and the more it differs from start"
                + " to start.",
            "AppenderBenchmark.twoThreads",
            false),
        logs(
            "A log call with the caller's file and line, one thread",
            "The same, and every line names its caller, forty frames deep. Logback's and Spring"
                + " Boot's encoders cannot.",
            "CallerBenchmark.oneThread",
            true),
        logs(
            "A log call with the caller's file and line, two threads",
            "The same by two threads at once.",
            "CallerBenchmark.twoThreads",
            true),
        requests("A recorded request", "true"),
        requests("An unsampled request", "false"),
        pair("A counter", "A bound series, one thread.", "MetricsBenchmark.counter"),
        pair("A histogram", "A bound series, one thread.", "MetricsBenchmark.histogram"),
        pair(
            "Counter and histogram of a route",
            "Ours finds both by method, route and status; client_java's are bound.",
            "MetricsBenchmark.route"),
        two(
            "Redaction of 1 kB, clean",
            "Beside one regular expression with six alternatives, which knows fewer forms.",
            "RedactionBenchmark.clean",
            "Regex",
            "a regular expression"),
        two(
            "Redaction of 1 kB with five secrets",
            "The same text with secrets in its first part.",
            "RedactionBenchmark.secret",
            "Regex",
            "a regular expression"),
        two(
            "A scrape of 10,000 series",
            "One counter with two labels, in Prometheus' text format, without the network.",
            "ScrapeBenchmark.scrape",
            "Micrometer",
            "Micrometer's Prometheus registry"));
  }

  private static Comparison logs(String title, String about, String name, boolean caller) {
    List<Row> rows =
        List.of(
            log("ours", name, "OURS"),
            log("logstash-logback-encoder", name, "LOGSTASH"),
            log("Elastic's ECS encoder", name, "ECS"),
            log("Log4j's JsonTemplateLayout", name, "LOG4J"),
            log("Logback's JsonEncoder", name, "LOGBACK"),
            log("Spring Boot's structured logging (ECS)", name, "SPRING"));
    return new Comparison(title, about, caller ? rows.subList(0, 4) : rows);
  }

  private static Row log(String label, String name, String peer) {
    return new Row(label, name, Map.of("peer", peer));
  }

  private static Comparison requests(String title, String sampled) {
    return new Comparison(
        title,
        "Trace context in, server span with attributes, two metrics, the request's line; 64"
            + " requests in turn, of different traces, ids and paths. Sampled"
            + " spans go into the SDK's own batches and from there nowhere; at this rate the queue"
            + " is full at times, for all alike. Ours also names the line's file and redacts it;"
            + " an unsampled span it still records, for the line's sake, and holds in case that"
            + " its trace fails.",
        List.of(
            request("ours", "OURS", sampled),
            request(
                "Spring Boot: Observation, tracing bridge, structured logging", "SPRING", sampled),
            request(
                "OpenTelemetry's SDK by hand, Logback's JsonEncoder", "OPENTELEMETRY", sampled)));
  }

  private static Row request(String label, String peer, String sampled) {
    return new Row(label, "RequestBenchmark.request", Map.of("peer", peer, "sampled", sampled));
  }

  private static Comparison pair(String title, String about, String name) {
    return two(title, about, name, "ClientJava", "client_java");
  }

  private static Comparison two(
      String title, String about, String name, String suffix, String peer) {
    return new Comparison(
        title,
        about,
        List.of(new Row("ours", name + "Ours", Map.of()), new Row(peer, name + suffix, Map.of())));
  }
}

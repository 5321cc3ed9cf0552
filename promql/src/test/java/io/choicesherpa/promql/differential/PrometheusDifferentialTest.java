package io.choicesherpa.promql.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.choicesherpa.promql.EngineOptions;
import io.choicesherpa.promql.PromqlEngine;
import io.choicesherpa.promql.generator.ExpressionGenerator;
import io.choicesherpa.promql.model.PromqlException;
import io.choicesherpa.promql.model.ValueType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our engine beside a real Prometheus server over the same series. The server is {@code
 * PROMETHEUS_BINARY}, or {@code prometheus} of the PATH; promtool is taken from beside it. Where
 * neither is there the test is left out, except in CI. How many random expressions there are and
 * which, the system properties {@code differential.expressions} and {@code differential.seed} say.
 */
class PrometheusDifferentialTest {

  private static final int RANDOM_EXPRESSIONS = Integer.getInteger("differential.expressions", 400);
  private static final long SEED = Long.getLong("differential.seed", 20240613);

  /** Past a full second: no sample and no step of a subquery is there. */
  private static final long AT_MILLIS = SharedSeries.START_MILLIS + 5_400_000 + 654;

  private static final long RANGE_END_MILLIS = AT_MILLIS + 1_200_000;
  private static final int RANGE_STEPS = 25;

  /** Functions that Prometheus 2 does not have, or not of classic histograms. */
  private static final Set<String> NOT_IN_2 =
      Set.of(
          "first_over_time",
          "histogram_avg",
          "histogram_fraction",
          "histogram_stddev",
          "histogram_stdvar");

  /** Of what is no number they give something else on each kind of processor. */
  private static final Set<String> CALENDAR =
      Set.of(
          "day_of_month",
          "day_of_week",
          "day_of_year",
          "days_in_month",
          "hour",
          "minute",
          "month",
          "year");

  private static final Pattern TIED = Pattern.compile("topk|bottomk");
  private static final Pattern EXPONENTIAL = Pattern.compile("exp\\(|sinh|cosh");
  private static final Pattern PERIODIC = Pattern.compile("tan\\(|sin\\(|cos\\(|%");

  /**
   * What Prometheus 2 does in another way: {@code atan2} of a number and a vector keeps the
   * metric's name; a filter takes two partners if only one passes; quantiles between infinities are
   * no numbers; a subquery within a subquery includes its first step.
   */
  private static final List<Pattern> CHANGED_IN_3 =
      List.of(
          Pattern.compile("atan2"),
          Pattern.compile("(==|!=|<=|>=|<|>) (on|ignoring)"),
          Pattern.compile("quantile.*quantile"),
          Pattern.compile("stddev|stdvar"),
          Pattern.compile("\\[[^\\]]*:.*\\[[^\\]]*:"));

  @TempDir private static Path folder;
  private static PrometheusServer server;
  private static PromqlEngine engine;
  private static int version;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Path binary = PrometheusBinary.find();
    if (binary == null) {
      String reason = "no Prometheus: set PROMETHEUS_BINARY or install the package prometheus";
      if ("true".equals(System.getenv("CI"))) {
        fail(reason);
      }
      abort(reason);
    }
    SharedSeries series = new SharedSeries();
    server =
        PrometheusServer.start(
            binary, PrometheusBinary.promtool(binary), folder, series.openMetrics());
    version = server.majorVersion();
    engine = new PromqlEngine(series.memory(), EngineOptions.defaults());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void writtenExpressions_giveTheSame() throws IOException, InterruptedException {
    List<String> expressions = new ArrayList<>();
    for (String line : corpus()) {
      boolean since3 = line.startsWith("3| ");
      if (!since3) {
        expressions.add(line);
      } else if (version >= 3) {
        expressions.add(line.substring(3));
      }
    }
    assertThat(expressions).hasSizeGreaterThan(100);
    compare(expressions);
  }

  @Test
  void randomExpressions_giveTheSame() throws InterruptedException {
    ExpressionGenerator generator =
        new ExpressionGenerator(
            SEED,
            List.of(
                "requests_total",
                "temperature",
                "latency_seconds_bucket",
                "latency_seconds_sum",
                "constant",
                "version_info"),
            List.of("instance", "code", "job", "le"),
            List.of("a", "b", "200", "shop"),
            leftOut());
    List<String> expressions = new ArrayList<>();
    while (expressions.size() < RANDOM_EXPRESSIONS) {
      String expression = generator.expression(ValueType.VECTOR, 2 + expressions.size() % 3);
      if (comparable(expression)) {
        expressions.add(expression);
      }
    }
    compare(expressions);
  }

  private static Set<String> leftOut() {
    Set<String> names = new HashSet<>(CALENDAR);
    if (version < 3) {
      names.addAll(NOT_IN_2);
    }
    return names;
  }

  /**
   * Of equal values topk takes any, so either may be right; the tangent of a huge number is chance.
   */
  private static boolean comparable(String expression) {
    return !TIED.matcher(expression).find()
        && !(EXPONENTIAL.matcher(expression).find() && PERIODIC.matcher(expression).find())
        && (version >= 3
            || CHANGED_IN_3.stream().noneMatch(changed -> changed.matcher(expression).find()));
  }

  private static void compare(List<String> expressions) throws InterruptedException {
    List<String> differences = new ArrayList<>();
    for (String expression : expressions) {
      check(expression, "instant", instant(expression), ours(expression, false), differences);
      check(expression, "range", range(expression), ours(expression, true), differences);
    }
    assertThat(differences)
        .as("of " + expressions.size() + " expressions beside Prometheus " + version)
        .isEmpty();
  }

  private static void check(
      String expression, String mode, Answer theirs, Answer ours, List<String> differences) {
    if (!theirs.same(ours)) {
      differences.add(
          mode
              + " "
              + expression
              + "\n  Prometheus: "
              + theirs.brief()
              + "\n  ours:       "
              + ours.brief());
    }
  }

  private static Answer instant(String expression) throws InterruptedException {
    return Answer.of(
        server.query("/api/v1/query", Map.of("query", expression, "time", seconds(AT_MILLIS))));
  }

  private static Answer range(String expression) throws InterruptedException {
    return Answer.of(
        server.query(
            "/api/v1/query_range",
            Map.of(
                "query", expression,
                "start", seconds(rangeStartMillis()),
                "end", seconds(RANGE_END_MILLIS),
                "step", seconds(rangeStepMillis()))));
  }

  /**
   * Prometheus 3 has changed how far a rate goes back where the series starts within the range;
   * there 2 is not asked.
   */
  private static long rangeStartMillis() {
    return version < 3 ? AT_MILLIS - 1_200_000 : SharedSeries.START_MILLIS + 100_654;
  }

  private static long rangeStepMillis() {
    return (RANGE_END_MILLIS - rangeStartMillis()) / RANGE_STEPS / 1000 * 1000;
  }

  private static String seconds(long millis) {
    return millis / 1000 + "." + String.format("%03d", millis % 1000);
  }

  private static Answer ours(String expression, boolean range) {
    Supplier<Answer> run =
        range
            ? () ->
                Answer.of(
                    engine
                        .range(
                            expression,
                            Instant.ofEpochMilli(rangeStartMillis()),
                            Instant.ofEpochMilli(RANGE_END_MILLIS),
                            Duration.ofMillis(rangeStepMillis()))
                        .value())
            : () -> Answer.of(engine.instant(expression, Instant.ofEpochMilli(AT_MILLIS)).value());
    try {
      return run.get();
    } catch (PromqlException e) {
      return Answer.failed(String.valueOf(e.getMessage()));
    }
  }

  private static List<String> corpus() throws IOException {
    try (InputStream in =
        PrometheusDifferentialTest.class.getResourceAsStream("/differential/expressions.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }
}

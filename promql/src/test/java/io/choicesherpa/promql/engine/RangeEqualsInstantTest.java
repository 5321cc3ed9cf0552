package io.choicesherpa.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.promql.EngineOptions;
import io.choicesherpa.promql.PromqlEngine;
import io.choicesherpa.promql.generator.ExpressionGenerator;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.Point;
import io.choicesherpa.promql.model.PointSeries;
import io.choicesherpa.promql.model.PromqlException;
import io.choicesherpa.promql.model.QueryValue;
import io.choicesherpa.promql.model.Sample;
import io.choicesherpa.promql.model.ValueType;
import io.choicesherpa.promql.source.MemorySeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeEqualsInstantTest {

  private static final int EXPRESSIONS = 300;
  private static final long STEP_MILLIS = 47_000;
  private static final int STEPS = 9;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void rangeQuery_givesAtEachStepWhatAnInstantQueryGivesThen(long seed) {
    PromqlEngine engine = new PromqlEngine(series(seed), EngineOptions.defaults());
    ExpressionGenerator generator =
        new ExpressionGenerator(
            seed,
            List.of("hits_total", "queue", "gone"),
            List.of("code", "path"),
            List.of("200", "500", "/a"),
            Set.of("sort", "sort_desc"));
    int answered = 0;
    for (int i = 0; i < EXPRESSIONS; i++) {
      if (sameBothWays(engine, generator.expression(ValueType.VECTOR, 4))) {
        answered++;
      }
    }
    assertThat(answered).isGreaterThan(EXPRESSIONS / 2);
  }

  private static boolean sameBothWays(PromqlEngine engine, String expression) {
    Instant start = Instant.ofEpochMilli(1_200_000);
    Instant end = start.plusMillis((STEPS - 1) * STEP_MILLIS);
    QueryValue range;
    try {
      range = engine.range(expression, start, end, Duration.ofMillis(STEP_MILLIS)).value();
    } catch (PromqlException e) {
      return false;
    }
    for (int i = 0; i < STEPS; i++) {
      long time = 1_200_000 + i * STEP_MILLIS;
      QueryValue instant = engine.instant(expression, Instant.ofEpochMilli(time)).value();
      Map<Labels, Double> expected = values(instant);
      Map<Labels, Double> got = at(range, time);
      assertThat(got.keySet()).as("%s at %d", expression, time).isEqualTo(expected.keySet());
      got.forEach(
          (labels, value) ->
              assertThat(isSame(value, expected.getOrDefault(labels, 0.0)))
                  .as("%s at %d of %s: %s", expression, time, labels, value)
                  .isTrue());
    }
    return true;
  }

  /** An instant query's order of series may be another, and with it the rounding of sums. */
  private static boolean isSame(double a, double b) {
    return Double.compare(a, b) == 0
        || a == b
        || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b))
        || Math.max(Math.abs(a), Math.abs(b)) < 1e-9;
  }

  private static Map<Labels, Double> at(QueryValue range, long time) {
    Map<Labels, Double> values = new TreeMap<>();
    for (PointSeries series : ((QueryValue.Matrix) range).series()) {
      for (Point point : series.points()) {
        if (point.timestampMillis() == time) {
          values.put(series.labels(), point.value());
        }
      }
    }
    return values;
  }

  private static Map<Labels, Double> values(QueryValue instant) {
    Map<Labels, Double> values = new TreeMap<>();
    for (Sample sample : ((QueryValue.Vector) instant).samples()) {
      values.put(sample.labels(), sample.value());
    }
    return values;
  }

  /** Series with gaps, resets, NaN and an end. */
  private static MemorySeries series(long seed) {
    Random random = new Random(seed);
    MemorySeries series = new MemorySeries();
    for (String code : List.of("200", "500")) {
      for (String path : List.of("/a", "/b")) {
        double total = 0;
        for (long time = 0; time < 2_400_000; time += 10_000 + random.nextInt(10_000)) {
          total = random.nextInt(40) == 0 ? 0 : total + random.nextInt(20);
          series.add(Labels.of("__name__", "hits_total", "code", code, "path", path), time, total);
          if (time % 600_000 < 300_000) {
            double value = random.nextInt(20) == 0 ? Double.NaN : random.nextGaussian() * 10;
            series.add(Labels.of("__name__", "queue", "code", code, "path", path), time, value);
          }
          if (time < 1_300_000) {
            series.add(Labels.of("__name__", "gone", "path", path + code), time, time / 1000.0);
          }
        }
      }
    }
    return series;
  }
}

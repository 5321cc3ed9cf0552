package io.choicesherpa.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.choicesherpa.promql.EngineOptions;
import io.choicesherpa.promql.PromqlEngine;
import io.choicesherpa.promql.QueryResult;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.PromqlException;
import io.choicesherpa.promql.model.PromqlException.Kind;
import io.choicesherpa.promql.model.QueryValue;
import io.choicesherpa.promql.source.MemorySeries;
import io.choicesherpa.promql.source.SeriesSourceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LimitsTest {

  private static final Instant END = Instant.ofEpochSecond(3600);

  private static MemorySeries series(int count) {
    MemorySeries series = new MemorySeries();
    for (int s = 0; s < count; s++) {
      for (int i = 0; i <= 240; i++) {
        series.add(Labels.of("__name__", "hits_total", "id", "" + s), i * 15_000L, i);
      }
    }
    return series;
  }

  private static void failsWith(Kind kind, String message, ThrowingCallable query) {
    assertThatThrownBy(query)
        .isInstanceOf(PromqlException.class)
        .hasMessageContaining(message)
        .extracting(e -> ((PromqlException) e).kind())
        .isEqualTo(kind);
  }

  @Test
  void samples_areCountedBeforeTheyTakeMemory() {
    EngineOptions options = EngineOptions.defaults().withLimits(2_000, 100);
    PromqlEngine engine = new PromqlEngine(series(10), options);
    Duration step = Duration.ofSeconds(15);
    assertThat(engine.range("sum(hits_total{id='1'})", Instant.EPOCH, END, step).value())
        .isNotNull();
    failsWith(
        Kind.TOO_MANY_SAMPLES,
        "more than 2000 samples",
        () -> engine.range("hits_total", Instant.EPOCH, END, step));
    failsWith(
        Kind.TOO_MANY_SAMPLES,
        "more than 2000 samples",
        () -> engine.instant("max_over_time(vector(1)[30d:1s])", END));
    failsWith(
        Kind.TOO_MANY_SAMPLES,
        "3600001 steps",
        () -> engine.range("vector(1)", Instant.EPOCH, END, Duration.ofMillis(1)));
  }

  @Test
  void subqueries_areCountedToo() {
    PromqlEngine engine =
        new PromqlEngine(series(1), EngineOptions.defaults().withLimits(Long.MAX_VALUE / 4, 100));
    failsWith(
        Kind.TOO_MANY_SAMPLES,
        "a subquery of 31536000000 steps",
        () -> engine.instant("max_over_time(vector(1)[1y:1ms])", END));
  }

  @Test
  void longWindows_areStoppedInTime() {
    AtomicInteger asked = new AtomicInteger();
    PromqlEngine engine = new PromqlEngine(series(1), EngineOptions.defaults());
    failsWith(
        Kind.CANCELLED,
        "cancelled",
        () ->
            engine.range(
                engine.parse("quantile_over_time(0.5, hits_total[1h])"),
                Instant.EPOCH,
                END,
                Duration.ofSeconds(1),
                () -> asked.incrementAndGet() > 50));
    assertThat(asked).hasValue(51);
  }

  @Test
  void queries_runSideBySide() throws InterruptedException {
    PromqlEngine engine = new PromqlEngine(series(20), EngineOptions.defaults());
    QueryResult expected = engine.instant("sum(rate(hits_total[5m]))", END);
    AtomicInteger same = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < 50; i++) {
                  QueryResult result = engine.instant("sum(rate(hits_total[5m]))", END);
                  if (result.value().equals(expected.value())) {
                    same.incrementAndGet();
                  }
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(same).hasValue(200);
  }

  @Test
  void endBeforeStart_isNothing() {
    PromqlEngine engine = new PromqlEngine(series(1), EngineOptions.defaults());
    assertThat(engine.range("hits_total + 1", END, Instant.EPOCH, Duration.ofSeconds(15)).value())
        .isEqualTo(new QueryValue.Matrix(List.of()));
    failsWith(
        Kind.EXECUTION,
        "step PT0S <= 0",
        () -> engine.range("hits_total", Instant.EPOCH, END, Duration.ZERO));
    failsWith(
        Kind.EXECUTION,
        "not a matrix",
        () -> engine.range("hits_total[5m]", Instant.EPOCH, END, Duration.ofSeconds(1)));
  }

  @Test
  void farTimes_overflowNothing() {
    PromqlEngine engine =
        new PromqlEngine(series(2), EngineOptions.defaults().withExperimental(true));
    for (String expression :
        List.of(
            "hits_total @ 9000000000000000",
            "hits_total offset 290y",
            "rate(hits_total[290y])",
            "max_over_time(hits_total[1h:5m] @ 9000000000000000 offset -290y)",
            "predict_linear(hits_total[1h], 1e300)",
            "year(vector(1e300))",
            "day_of_month(vector(-Inf))",
            "sum_over_time(hits_total[1h] offset -290y)")) {
      assertThat(engine.instant(expression, END).value()).as(expression).isNotNull();
    }
  }

  @Test
  void series_areCounted() {
    PromqlEngine engine =
        new PromqlEngine(series(10), EngineOptions.defaults().withLimits(50_000, 9));
    failsWith(Kind.TOO_MANY_SERIES, "more than 9 series", () -> engine.instant("hits_total", END));
  }

  @Test
  void time_isLimited() {
    AtomicLong nanos = new AtomicLong();
    PromqlEngine engine =
        new PromqlEngine(
            series(3),
            EngineOptions.defaults()
                .withTimeout(Duration.ofSeconds(1), () -> nanos.getAndAdd(400_000_000)));
    failsWith(Kind.TIMEOUT, "longer than 1000 ms", () -> engine.instant("hits_total", END));
  }

  @Test
  void caller_canGiveUp() {
    PromqlEngine engine = new PromqlEngine(series(3), EngineOptions.defaults());
    AtomicInteger asked = new AtomicInteger();
    failsWith(
        Kind.CANCELLED,
        "cancelled",
        () ->
            engine.instant(
                engine.parse("sum(hits_total)"), END, () -> asked.incrementAndGet() > 2));
  }

  @Test
  void interrupt_cancels() {
    PromqlEngine engine = new PromqlEngine(series(1), EngineOptions.defaults());
    Thread.currentThread().interrupt();
    failsWith(Kind.CANCELLED, "cancelled", () -> engine.instant("hits_total", END));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void source_mayFail() {
    PromqlEngine engine =
        new PromqlEngine(
            (matchers, range) -> {
              throw new SeriesSourceException("disk gone", null);
            },
            EngineOptions.defaults());
    failsWith(Kind.SOURCE, "disk gone", () -> engine.instant("hits_total", END));
  }

  @Test
  void text_mayBeNoExpression() {
    PromqlEngine engine = new PromqlEngine(series(1), EngineOptions.defaults());
    failsWith(Kind.PARSE, "1:", () -> engine.instant("sum(", END));
  }

  @Test
  void statistics_sayWhatItTook() {
    PromqlEngine engine = new PromqlEngine(series(4), EngineOptions.defaults());
    var statistics = engine.instant("sum(rate(hits_total[5m]))", END).statistics();
    assertThat(statistics.seriesRead()).isEqualTo(4);
    assertThat(statistics.samplesRead()).isEqualTo(80);
    assertThat(statistics.peakSamples()).isBetween(20L, 100L);
  }
}

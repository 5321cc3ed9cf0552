package io.choicesherpa.telemetry.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.config.TraceKeeping;
import io.choicesherpa.telemetry.metrics.PipelineMetrics;
import io.choicesherpa.telemetry.testing.RecordedTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeepingSpanProcessorTest {

  private static final TraceKeeping DEFAULT = new TraceKeeping(true, 2_000);

  private final AtomicLong nanos = new AtomicLong();
  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private RecordedTelemetry recorded = new RecordedTelemetry(Sampler.alwaysOff());
  private final List<SdkTracerProvider> providers = new ArrayList<>();
  private Tracer tracer = tracer(Sampler.alwaysOff(), DEFAULT, KeepLimits.STANDARD);

  @AfterEach
  void close() {
    providers.forEach(SdkTracerProvider::close);
    recorded.close();
  }

  @Test
  void trace_endedInAnError_isExportedWithAllItsSpansAndSaysWhy() {
    Span root = root();
    child(root, "child").end();
    child(root, "sibling").end();
    fail(root);

    assertThat(names()).containsExactly("child", "sibling", "root");
    assertThat(exporter.getFinishedSpanItems())
        .allSatisfy(
            span -> {
              assertThat(span.getAttributes().get(KeptSpan.KEPT_REASON)).isEqualTo("error");
              assertThat(span.getSpanContext().isSampled()).as("the truth").isFalse();
            });
    assertMetric("telemetry_traces_kept_total{reason=\"error\"} 1.0");
    assertMetric("telemetry_unsampled_spans_held 0.0");
  }

  @Test
  void trace_endedWell_isLetGo() {
    Span root = root();
    child(root, "child").end();
    assertMetric("telemetry_unsampled_spans_held 1.0");
    root.end();

    assertThat(names()).isEmpty();
    assertMetric("telemetry_traces_kept_total{reason=\"error\"} 0.0");
    assertMetric("telemetry_unsampled_spans_held 0.0");
    assertMetric("telemetry_unsampled_spans_lost_total{reason=\"memory\"} 0.0");
  }

  @Test
  void error_handledBelowTheRoot_isNoReason() {
    Span root = root();
    fail(child(root, "attempt"));
    root.end();

    assertThat(names()).isEmpty();
  }

  @Test
  void trace_slow_isExported() {
    rootOfMillis(1_999);
    assertThat(names()).isEmpty();
    rootOfMillis(2_000);

    assertThat(names()).containsExactly("root");
    assertThat(exporter.getFinishedSpanItems().get(0).getAttributes().get(KeptSpan.KEPT_REASON))
        .isEqualTo("slow");
    assertMetric("telemetry_traces_kept_total{reason=\"slow\"} 1.0");
  }

  @Test
  void reasons_switchedOff_keepNothing() {
    tracer = tracer(Sampler.alwaysOff(), new TraceKeeping(false, 0), KeepLimits.STANDARD);
    fail(root());
    rootOfMillis(60_000);

    assertThat(names()).isEmpty();
  }

  @Test
  void trace_sampled_isNotExportedTwice() {
    tracer = tracer(Sampler.alwaysOn(), DEFAULT, KeepLimits.STANDARD);
    fail(root());

    assertThat(names()).isEmpty();
  }

  @Test
  void span_lateInAKeptTrace_follows() {
    Span root = root();
    Span late = child(root, "late");
    fail(root);
    late.end();
    child(root, "later").end();

    assertThat(names()).containsExactly("root", "late", "later");
    assertMetric("telemetry_traces_kept_total{reason=\"error\"} 1.0");
  }

  @Test
  void span_longAfterAKeptTrace_doesNotFollow() {
    Span root = root();
    fail(root);
    nanos.addAndGet(KeepLimits.STANDARD.follow().toNanos());
    child(root, "much later").end();

    assertThat(names()).containsExactly("root");
  }

  @Test
  void failure_afterTheRootHasEndedWell_keepsWhatIsStillHeld() {
    Span root = root();
    Span async = child(root, "async");
    child(async, "step").end();
    root.end();
    fail(async);

    assertThat(names()).containsExactly("step", "root", "async");
  }

  @Test
  void consumer_failingInTheSameTrace_isARootOfItsOwn() {
    Span request = root();
    request.end();
    Span consumer = consumer(request);
    child(consumer, "statement").end();
    fail(consumer);

    assertThat(names()).containsExactly("statement", "root");
  }

  @Test
  void roots_sideBySideInOneTrace_areDecidedTogether() {
    Span request = root();
    Span consumer = consumer(request);
    child(request, "statement").end();
    request.end();
    fail(consumer);

    assertThat(names()).containsExactly("statement", "root", "root");
  }

  @Test
  void trace_tooManySpans_losesTheRestAndSaysSo() {
    tracer = tracer(Sampler.alwaysOff(), DEFAULT, limits(100, 3, 1 << 20, 100));
    Span root = root();
    for (int i = 0; i < 5; i++) {
      child(root, "child").end();
    }
    fail(root);

    assertThat(names()).containsExactly("child", "child", "child", "root");
    assertThat(exporter.getFinishedSpanItems().get(3).getAttributes().get(KeptSpan.LOST_SPANS))
        .isEqualTo(2);
    assertMetric("telemetry_unsampled_spans_lost_total{reason=\"trace_size\"} 2.0");
  }

  @Test
  void traces_tooManyOpen_stillHaveTheirRootsSay() {
    tracer = tracer(Sampler.alwaysOff(), DEFAULT, limits(4, 512, 1 << 20, 100));
    Span oldest = root();
    Span forgottenChild = child(oldest, "child");
    child(oldest, "held").end();
    List<Span> others = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      others.add(root());
    }
    assertMetric("telemetry_unsampled_spans_lost_total{reason=\"memory\"} 1.0");
    fail(forgottenChild);
    assertThat(names()).as("an error under an open root").isEmpty();
    fail(oldest);

    assertThat(names()).containsExactly("root");
    others.forEach(Span::end);
    assertMetric("telemetry_unsampled_spans_held 0.0");
  }

  @Test
  void trace_neverEnded_isForgottenInTheEnd() {
    Span root = root();
    child(root, "child").end();
    nanos.addAndGet(KeepLimits.STANDARD.age().plusSeconds(1).toNanos());
    for (int i = 0; i < 1_000; i++) {
      root().end();
    }

    assertMetric("telemetry_unsampled_spans_held 0.0");
    assertMetric("telemetry_unsampled_spans_lost_total{reason=\"age\"} 1.0");
  }

  @Test
  void errors_allAtOnce_areKeptUpToARate() {
    tracer = tracer(Sampler.alwaysOff(), DEFAULT, limits(100, 512, 1 << 20, 10));
    for (int i = 0; i < 25; i++) {
      fail(root());
    }
    assertThat(names()).hasSize(10);
    assertMetric("telemetry_unsampled_spans_lost_total{reason=\"rate\"} 15.0");

    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    fail(root());
    assertThat(names()).hasSize(11);
  }

  /** Far more than the bound, all of it still undecided; the heap is asked, not our own count. */
  @Test
  void memory_underLoad_staysBounded() {
    List<Span> roots = new ArrayList<>();
    long before = usedBytes();
    for (int trace = 0; trace < 2_000; trace++) {
      Span root = root();
      roots.add(root);
      for (int i = 0; i < 10; i++) {
        child(root, "child").setAttribute("text", "x".repeat(8_000) + i + trace).end();
      }
    }
    long grownBytes = usedBytes() - before;

    assertThat(grownBytes).isLessThan(3 * KeepLimits.STANDARD.bytes());
    assertThat(recorded.exposition())
        .doesNotContain("telemetry_unsampled_spans_lost_total{reason=\"memory\"} 0.0");
    roots.forEach(Span::end);
    assertMetric("telemetry_unsampled_spans_held 0.0");
  }

  @Test
  void traces_fromManyThreads_areAllDecided() throws InterruptedException {
    int threads = 4;
    CountDownLatch done = new CountDownLatch(threads);
    for (int t = 0; t < threads; t++) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < 500; i++) {
                  Span root = root();
                  child(root, "child").end();
                  if (i % 10 == 0) {
                    fail(root);
                  } else {
                    root.end();
                  }
                }
                done.countDown();
              });
      thread.start();
    }
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();

    assertThat(names()).hasSize(threads * 50 * 2);
    assertMetric("telemetry_unsampled_spans_held 0.0");
  }

  private Tracer tracer(Sampler sampler, TraceKeeping keeping, KeepLimits limits) {
    recorded.close();
    recorded = new RecordedTelemetry(sampler);
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setSampler(new RecordingSampler(sampler))
            .addSpanProcessor(
                new KeepingSpanProcessor(
                    keeping,
                    limits,
                    SimpleSpanProcessor.create(exporter),
                    new PipelineMetrics(recorded.metrics()),
                    nanos::get))
            .build();
    providers.add(provider);
    return provider.get("test");
  }

  private static KeepLimits limits(int traces, int spansPerTrace, long bytes, int keptAtOnce) {
    return new KeepLimits(
        1,
        traces,
        spansPerTrace,
        bytes,
        Duration.ofMinutes(10),
        Duration.ofMinutes(1),
        1,
        keptAtOnce);
  }

  private Span root() {
    return tracer.spanBuilder("root").setNoParent().startSpan();
  }

  private void rootOfMillis(long millis) {
    tracer
        .spanBuilder("root")
        .setNoParent()
        .setStartTimestamp(1, TimeUnit.SECONDS)
        .startSpan()
        .end(1_000 + millis, TimeUnit.MILLISECONDS);
  }

  private Span child(Span parent, String name) {
    return tracer.spanBuilder(name).setParent(Context.root().with(parent)).startSpan();
  }

  /** Its parent came with a message. */
  private Span consumer(Span producer) {
    SpanContext ids = producer.getSpanContext();
    SpanContext remote =
        SpanContext.createFromRemoteParent(
            ids.getTraceId(), ids.getSpanId(), TraceFlags.getDefault(), TraceState.getDefault());
    return child(Span.wrap(remote), "root");
  }

  private static void fail(Span span) {
    span.setStatus(StatusCode.ERROR);
    span.end();
  }

  private List<String> names() {
    return exporter.getFinishedSpanItems().stream().map(SpanData::getName).toList();
  }

  private void assertMetric(String line) {
    assertThat(recorded.exposition()).contains(line + "\n");
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}

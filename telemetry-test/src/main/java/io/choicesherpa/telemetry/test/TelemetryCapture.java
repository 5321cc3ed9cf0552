package io.choicesherpa.telemetry.test;

import io.choicesherpa.telemetry.ai.AiTelemetry;
import io.choicesherpa.telemetry.ai.PriceTable;
import io.choicesherpa.telemetry.events.EventTelemetry;
import io.choicesherpa.telemetry.http.HttpServerTelemetry;
import io.choicesherpa.telemetry.logging.JsonLogEncoder;
import io.choicesherpa.telemetry.logging.LogbackSetup;
import io.choicesherpa.telemetry.logging.SpanCloseLog;
import io.choicesherpa.telemetry.logging.SpanLevels;
import io.choicesherpa.telemetry.metrics.AiMetrics;
import io.choicesherpa.telemetry.metrics.EventMetrics;
import io.choicesherpa.telemetry.metrics.HttpMetrics;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

/**
 * Telemetry that stays in memory to be looked at: a real OpenTelemetry SDK that samples as the
 * library does, real metrics, and every log line of the process as the library's encoder writes it.
 * AssertJ's own {@code assertThat(telemetry)} gives a {@link TelemetryAssert}.
 *
 * <pre>{@code
 * try (TelemetryCapture telemetry = TelemetryCapture.start()) {
 *   new Hikes(telemetry.tracing(), telemetry.metrics()).climb("u1");
 *
 *   assertThat(telemetry).span("climb").hasAttribute("user_id", "u1").isRoot();
 *   assertThat(telemetry).log().withMessage("On the way").isInSpan("climb");
 *   assertThat(telemetry).metric("hikes_total").increasedBy(1);
 * }
 * }</pre>
 *
 * <p>Closing it also checks what must hold after every test, see {@link #verify}. Spans and metrics
 * are this capture's own; log lines are those of the whole process that reach the root logger, so
 * tests that assert on them do not run side by side. Thread-safe, but for the builder.
 */
public final class TelemetryCapture implements AssertProvider<TelemetryAssert>, AutoCloseable {

  /** The shortest text that can be planted: a shorter one is found by chance. */
  static final int MIN_SECRET_CHARS = 6;

  private final Redactor redactor;
  private final Metrics metrics;
  private final SpanRecorder spans;
  private final LogRecorder logs;
  private final OpenTelemetrySdk sdk;
  private final Tracing tracing;
  private final Duration patience;
  private final Set<String> secrets = new ConcurrentSkipListSet<>();
  private volatile MetricReading readingAtStart = MetricReading.NOTHING;
  private volatile Invariants invariants = new Invariants();
  private volatile boolean stopped;

  TelemetryCapture(TelemetryCaptureBuilder settings) {
    redactor = settings.redactor();
    metrics = settings.metrics();
    patience = settings.patience();
    spans = new SpanRecorder(redactor);
    sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .setSampler(new CaptureSampler(settings.sampleRate()))
                    .addSpanProcessor(SpanLevels.of(LogbackSetup.context()).spans())
                    .addSpanProcessor(new SpanCloseLog())
                    .addSpanProcessor(spans)
                    .build())
            .setPropagators(
                ContextPropagators.create(
                    TextMapPropagator.composite(
                        W3CTraceContextPropagator.getInstance(),
                        W3CBaggagePropagator.getInstance())))
            .build();
    tracing = new Tracing(sdk);
    logs =
        LogRecorder.listen(
            new JsonLogEncoder(settings.service(), settings.environment(), redactor, true),
            settings.logLevels());
    readingAtStart = reading();
  }

  /** Starts one with everything sampled and the library's own metrics. */
  public static TelemetryCapture start() {
    return builder().start();
  }

  /** For anything else. */
  public static TelemetryCaptureBuilder builder() {
    return new TelemetryCaptureBuilder();
  }

  /** The recording OpenTelemetry, with W3C trace context and baggage. */
  public OpenTelemetry openTelemetry() {
    return sdk;
  }

  /** The scoped API for spans over it. */
  public Tracing tracing() {
    return tracing;
  }

  /** The metrics, for an application's own instruments. */
  public Metrics metrics() {
    return metrics;
  }

  /** Telemetry of an HTTP server that is captured; see {@code Telemetry.http}. */
  public HttpServerTelemetry http(Collection<String> excludedPaths) {
    return new HttpServerTelemetry(
        tracing, new HttpMetrics(metrics), excludedPaths, System::nanoTime, redactor);
  }

  /** Telemetry of an event bus that is captured; see {@code Telemetry.events}. */
  public EventTelemetry events(String system) {
    return new EventTelemetry(tracing, new EventMetrics(metrics), system, System::nanoTime);
  }

  /** Telemetry of AI providers that is captured; see {@code Telemetry.ai}. */
  public AiTelemetry ai(PriceTable prices) {
    return new AiTelemetry(
        sdk, new AiMetrics(metrics), prices, Clock.systemUTC(), System::nanoTime, redactor);
  }

  /**
   * Begins a unit of work on this thread.
   *
   * @param requestId null for none
   */
  public RequestScope request(@Nullable String requestId) {
    return new RequestScope(requestId);
  }

  /** The spans that have ended, in the order of their ends. */
  public List<CapturedSpan> spans() {
    return spans.ended();
  }

  /** The spans of this name that have ended, in the order of their ends. */
  public List<CapturedSpan> spans(String name) {
    return spans().stream().filter(span -> span.name().equals(name)).toList();
  }

  /**
   * The one span of this name that has ended.
   *
   * @throws AssertionError if there is none or more than one
   */
  public CapturedSpan span(String name) {
    return assertThat().span(name).actual();
  }

  /** The spans that have begun and not ended. */
  public List<CapturedSpan> openSpans() {
    return spans.open();
  }

  /** The log lines, in the order of writing. */
  public List<CapturedLine> logs() {
    return logs.lines();
  }

  /** What a scraper would read, in Prometheus' text format. */
  public String exposition() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(out, metrics.registry().scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /**
   * Notes a text that must be in no output; {@link #verify} searches for it.
   *
   * @param secret of {@value #MIN_SECRET_CHARS} characters or more
   * @return the same, to hand it to what is tested
   */
  public String plant(String secret) {
    if (secret.length() < MIN_SECRET_CHARS) {
      throw new IllegalArgumentException(
          "secret '" + secret + "' has fewer than " + MIN_SECRET_CHARS + " characters");
    }
    secrets.add(secret);
    return secret;
  }

  /**
   * Forgets spans, lines and planted secrets, and lets increases of metrics count from here; what
   * is open on this thread now counts as no leak.
   */
  public void reset() {
    secrets.clear();
    spans.clear();
    logs.clear();
    readingAtStart = reading();
    invariants = new Invariants();
  }

  /**
   * Checks what must hold after every test: on the thread that began, no scope is left open and the
   * MDC is as it was; every span has ended (waited for as long as the builder's {@code patience}
   * says); every log event could be written; no planted secret is in any output.
   *
   * @throws AssertionError naming everything that does not hold
   */
  public void verify() {
    List<String> broken = invariants.broken(this, secrets, patience);
    if (!broken.isEmpty()) {
      throw new AssertionError(String.join("\n", broken));
    }
  }

  /** {@linkplain #verify Checks} and ends the capture; does nothing the second time. */
  @Override
  public void close() {
    if (stopped) {
      return;
    }
    try {
      verify();
    } finally {
      stop();
    }
  }

  /** Ends the capture without checking anything; does nothing the second time. */
  public synchronized void stop() {
    if (!stopped) {
      stopped = true;
      logs.end();
      sdk.close();
    }
  }

  @Override
  public TelemetryAssert assertThat() {
    return new TelemetryAssert(this);
  }

  MetricReading reading() {
    return MetricReading.of(metrics.registry());
  }

  MetricReading readingAtStart() {
    return readingAtStart;
  }

  long encodingFailures() {
    return logs.failures();
  }
}

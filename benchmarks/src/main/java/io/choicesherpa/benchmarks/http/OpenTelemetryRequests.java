package io.choicesherpa.benchmarks.http;

import ch.qos.logback.classic.encoder.JsonEncoder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.semconv.HttpAttributes;
import io.opentelemetry.semconv.NetworkAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import io.opentelemetry.semconv.UrlAttributes;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What a careful engineer writes by hand: the same span, two metrics, one line with its ids. */
final class OpenTelemetryRequests implements RequestPath {

  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("method");
  private static final AttributeKey<String> PATH = AttributeKey.stringKey("path");
  private static final AttributeKey<String> STATUS = AttributeKey.stringKey("status");

  private final OpenTelemetrySdk sdk;
  private final Tracer tracer;
  private final LongCounter requests;
  private final DoubleHistogram durations;
  private final RequestRound<RequestSample> round;
  private final Logger log = LoggerFactory.getLogger(RequestSample.LOGGER);

  OpenTelemetryRequests(boolean sampled, OutputStream out) {
    round = new RequestRound<>(RequestSample.all(sampled));
    sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .setSampler(Sampler.parentBased(Sampler.alwaysOn()))
                    .addSpanProcessor(
                        BatchSpanProcessor.builder(new DiscardingSpanExporter()).build())
                    .build())
            .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader()).build())
            .build();
    tracer = sdk.getTracer("benchmarks");
    Meter meter = sdk.getMeter("benchmarks");
    requests = meter.counterBuilder("http.server.requests").build();
    durations = meter.histogramBuilder("http.server.request.duration").setUnit("s").build();
    JsonEncoder encoder = new JsonEncoder();
    encoder.setWithMessage(false);
    encoder.setWithFormattedMessage(true);
    LinesTo.stream(out, encoder);
  }

  private static MetricReader reader() {
    return PeriodicMetricReader.builder(new DiscardingMetricExporter())
        .setInterval(Duration.ofMinutes(10))
        .build();
  }

  @Override
  public void serve() {
    long startNanos = System.nanoTime();
    RequestSample request = round.next();
    Map<String, String> headers = request.headers();
    Context parent =
        W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, new Getter());
    Span span =
        tracer
            .spanBuilder(RequestSample.METHOD)
            .setParent(parent)
            .setSpanKind(SpanKind.SERVER)
            .setAttribute(HttpAttributes.HTTP_REQUEST_METHOD, RequestSample.METHOD)
            .setAttribute(UrlAttributes.URL_PATH, request.path())
            .setAttribute(UrlAttributes.URL_SCHEME, RequestSample.SCHEME)
            .setAttribute(ServerAttributes.SERVER_ADDRESS, RequestSample.HOST)
            .setAttribute(ServerAttributes.SERVER_PORT, (long) RequestSample.PORT)
            .setAttribute(NetworkAttributes.NETWORK_PROTOCOL_VERSION, RequestSample.PROTOCOL)
            .startSpan();
    MDC.put("trace_id", span.getSpanContext().getTraceId());
    MDC.put("span_id", span.getSpanContext().getSpanId());
    MDC.put("request_id", headers.get(RequestSample.REQUEST_ID_HEADER));
    try (Scope current = parent.with(span).makeCurrent()) {
      span.updateName(RequestSample.METHOD + " " + RequestSample.ROUTE);
      span.setAttribute(HttpAttributes.HTTP_ROUTE, RequestSample.ROUTE);
      end(System.nanoTime() - startNanos);
      span.setAttribute(HttpAttributes.HTTP_RESPONSE_STATUS_CODE, (long) RequestSample.STATUS);
    } finally {
      MDC.remove("trace_id");
      MDC.remove("span_id");
      MDC.remove("request_id");
      span.end();
    }
  }

  private void end(long durationNanos) {
    requests.add(
        1,
        Attributes.of(
            METHOD,
            RequestSample.METHOD,
            PATH,
            RequestSample.ROUTE,
            STATUS,
            Integer.toString(RequestSample.STATUS)));
    durations.record(
        durationNanos / 1e9,
        Attributes.of(METHOD, RequestSample.METHOD, PATH, RequestSample.ROUTE));
    log.atInfo()
        .addKeyValue("method", RequestSample.METHOD)
        .addKeyValue("route", RequestSample.ROUTE)
        .addKeyValue("status", RequestSample.STATUS)
        .addKeyValue("duration_ms", durationNanos / 1e6)
        .log(RequestSample.LINE);
  }

  @Override
  public void close() {
    sdk.close();
  }

  private static final class Getter implements TextMapGetter<Map<String, String>> {

    @Override
    public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
      return carrier == null ? null : carrier.get(key);
    }
  }
}

package io.choicesherpa.benchmarks.http;

import io.choicesherpa.telemetry.config.ApplicationIdentity;
import io.choicesherpa.telemetry.config.TelemetryConfig;
import io.choicesherpa.telemetry.http.HttpServerRequest;
import io.choicesherpa.telemetry.http.HttpServerScope;
import io.choicesherpa.telemetry.http.HttpServerTelemetry;
import io.choicesherpa.telemetry.logging.JsonLogEncoder;
import io.choicesherpa.telemetry.metrics.HttpMetrics;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.PipelineMetrics;
import io.choicesherpa.telemetry.metrics.StandardMetrics;
import io.choicesherpa.telemetry.pipeline.Pipeline;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.context.Scope;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The library as its users have it: every line names its caller; unsampled spans are recorded, and
 * held for a while in case that their trace fails.
 */
final class OurRequests implements RequestPath {

  private final Pipeline pipeline;
  private final HttpServerTelemetry telemetry;
  private final Request request;

  OurRequests(boolean sampled, OutputStream out) {
    TelemetryConfig config = config();
    Metrics metrics = new Metrics(StandardMetrics.CATALOGUE);
    pipeline = Pipeline.start(config, Redactor.standard(), new PipelineMetrics(metrics));
    telemetry =
        new HttpServerTelemetry(
            new Tracing(pipeline.openTelemetry()),
            new HttpMetrics(metrics),
            List.of("/health"),
            System::nanoTime);
    request = new Request(RequestSample.headers(sampled));
    LinesTo.stream(out, new JsonLogEncoder(RequestSample.SERVICE, RequestSample.ENVIRONMENT));
  }

  /** The defaults, but that every new trace is sampled, and that what is exported goes nowhere. */
  private static TelemetryConfig config() {
    TelemetryConfig defaults =
        TelemetryConfig.fromEnvironment(
            Map.of("TRACE_SAMPLE_RATE", "1"), new ApplicationIdentity(RequestSample.SERVICE, "1"));
    return new TelemetryConfig(
        defaults.serviceName(),
        defaults.serviceVersion(),
        defaults.environment(),
        defaults.logLevel(),
        defaults.logOutput(),
        defaults.otlpEndpoint(),
        defaults.otlpProtocol(),
        defaults.otlpHeaders(),
        defaults.traceSampleRate(),
        defaults.traceKeeping(),
        defaults.metricsPort(),
        defaults.metricsBindAddress(),
        defaults.metricsToken(),
        defaults.sentry(),
        defaults.redaction(),
        defaults.auditHeadFile(),
        Map.of(
            "OTEL_TRACES_EXPORTER",
            DiscardingSpanExporterProvider.NAME,
            "OTEL_LOGS_EXPORTER",
            "none"));
  }

  @Override
  public void serve() {
    HttpServerScope scope = telemetry.start(request);
    try (Scope current = scope.context().makeCurrent()) {
      scope.route(RequestSample.ROUTE);
    }
    scope.end(RequestSample.STATUS, -1, null);
  }

  @Override
  public void close() {
    pipeline.close();
  }

  private record Request(Map<String, String> headers) implements HttpServerRequest {

    @Override
    public String method() {
      return RequestSample.METHOD;
    }

    @Override
    public String path() {
      return RequestSample.PATH;
    }

    @Override
    public String scheme() {
      return RequestSample.SCHEME;
    }

    @Override
    public String serverAddress() {
      return RequestSample.HOST;
    }

    @Override
    public int serverPort() {
      return RequestSample.PORT;
    }

    @Override
    public String protocolVersion() {
      return RequestSample.PROTOCOL;
    }

    @Override
    public @Nullable String header(String name) {
      return headers.get(name);
    }

    @Override
    public Iterable<String> headers(String name) {
      String value = headers.get(name);
      return value == null ? List.of() : List.of(value);
    }
  }
}

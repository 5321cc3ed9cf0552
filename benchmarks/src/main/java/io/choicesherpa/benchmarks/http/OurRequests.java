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
  private final RequestRound<Request> requests;

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
    requests = new RequestRound<>(RequestSample.all(sampled).stream().map(Request::new).toList());
    LinesTo.stream(out, new JsonLogEncoder(RequestSample.SERVICE, RequestSample.ENVIRONMENT));
  }

  /** The defaults, but that every new trace is sampled, and that what is exported goes nowhere. */
  private static TelemetryConfig config() {
    return TelemetryConfig.fromEnvironment(
            Map.of("TRACE_SAMPLE_RATE", "1"), new ApplicationIdentity(RequestSample.SERVICE, "1"))
        .withOpenTelemetryVariables(
            Map.of(
                "OTEL_TRACES_EXPORTER",
                DiscardingSpanExporterProvider.NAME,
                "OTEL_LOGS_EXPORTER",
                "none"));
  }

  @Override
  public void serve() {
    HttpServerScope scope = telemetry.start(requests.next());
    try (Scope current = scope.context().makeCurrent()) {
      scope.route(RequestSample.ROUTE);
    }
    scope.end(RequestSample.STATUS, -1, null);
  }

  @Override
  public void close() {
    pipeline.close();
  }

  private record Request(RequestSample sample) implements HttpServerRequest {

    @Override
    public String method() {
      return RequestSample.METHOD;
    }

    @Override
    public String path() {
      return sample.path();
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
      return sample.headers().get(name);
    }

    @Override
    public Iterable<String> headers(String name) {
      String value = sample.headers().get(name);
      return value == null ? List.of() : List.of(value);
    }
  }
}

package io.choicesherpa.telemetry.http;

import io.choicesherpa.telemetry.context.RequestContext;
import io.choicesherpa.telemetry.metrics.HttpMetrics;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.semconv.HttpAttributes;
import io.opentelemetry.semconv.NetworkAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import io.opentelemetry.semconv.UrlAttributes;
import java.util.Collection;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns a served HTTP request into a unit of work: trace context taken in, SERVER span, request id,
 * metrics, and one line in the log when it ends.
 *
 * <p>Follows OpenTelemetry's stable HTTP semantic conventions. The client's address, the query and
 * the bodies are never recorded. Where an agent has already opened a span for the request, that one
 * is used and left to the agent.
 *
 * <p>Thread-safe.
 */
public final class HttpServerTelemetry {

  /** The header that carries the request's id, both ways: {@value}. */
  public static final String REQUEST_ID_HEADER = "X-Request-Id";

  /** The response header that says which trace the request was served in: {@value}. */
  public static final String TRACE_RESPONSE_HEADER = "traceresponse";

  private final Tracer tracer;
  private final TextMapPropagator propagator;
  private final HttpMetrics metrics;
  private final Set<String> excludedPaths;
  private final LongSupplier nanoTime;
  private final Redactor redactor;

  /** Serves requests with the standard rules of redaction. */
  public HttpServerTelemetry(
      Tracing tracing,
      HttpMetrics metrics,
      Collection<String> excludedPaths,
      LongSupplier nanoTime) {
    this(tracing, metrics, excludedPaths, nanoTime, Redactor.standard());
  }

  /**
   * Serves requests.
   *
   * @param excludedPaths exact paths that are no traffic, such as health probes
   * @param nanoTime a monotonic clock, in nanoseconds
   * @param redactor a request id in which it finds something is not taken
   */
  public HttpServerTelemetry(
      Tracing tracing,
      HttpMetrics metrics,
      Collection<String> excludedPaths,
      LongSupplier nanoTime,
      Redactor redactor) {
    this.tracer = tracing.tracer();
    this.propagator = tracing.openTelemetry().getPropagators().getTextMapPropagator();
    this.metrics = metrics;
    this.excludedPaths = Set.copyOf(excludedPaths);
    this.nanoTime = nanoTime;
    this.redactor = redactor;
  }

  /** Says whether requests of {@code path} leave no trace, no metric and no line. */
  public boolean excludes(String path) {
    return excludedPaths.contains(path);
  }

  /** Returns the id of a request that is excluded, but still gets one back. */
  public String requestId(@Nullable String candidate) {
    return RequestIds.acceptOrMake(candidate, redactor);
  }

  /** Begins the unit of work of {@code request}. End it exactly when the response has ended. */
  public HttpServerScope start(HttpServerRequest request) {
    long startNanos = nanoTime.getAsLong();
    String requestId = RequestIds.acceptOrMake(request.header(REQUEST_ID_HEADER), redactor);
    RequestContext requestContext = RequestContext.create(requestId, redactor);
    HttpMethod method = HttpMethod.of(request.method());
    Span foreign = Span.current();
    if (foreign.getSpanContext().isValid() && !isLeftBehind(foreign)) {
      Context context = requestContext.storeIn(Context.current());
      return new HttpServerScope(context, foreign, false, method, startNanos, nanoTime, metrics);
    }
    Context parent = propagator.extract(Context.root(), request, RequestHeaders.INSTANCE);
    Span span = span(request, method, parent);
    Context context = requestContext.storeIn(parent.with(span));
    return new HttpServerScope(context, span, true, method, startNanos, nanoTime, metrics);
  }

  /**
   * An ended span is nobody's request: somebody forgot to close its scope, and it must not swallow
   * all further requests of this thread.
   */
  private static boolean isLeftBehind(Span current) {
    return current instanceof ReadableSpan readable && readable.hasEnded();
  }

  private Span span(HttpServerRequest request, HttpMethod method, Context parent) {
    SpanBuilder span =
        tracer
            .spanBuilder(method.spanName())
            .setParent(parent)
            .setSpanKind(SpanKind.SERVER)
            .setAttribute(HttpAttributes.HTTP_REQUEST_METHOD, method.label())
            .setAttribute(UrlAttributes.URL_PATH, bounded(request.path()))
            .setAttribute(UrlAttributes.URL_SCHEME, request.scheme());
    if (method == HttpMethod.OTHER) {
      span.setAttribute(HttpAttributes.HTTP_REQUEST_METHOD_ORIGINAL, bounded(request.method()));
    }
    String address = request.serverAddress();
    if (address != null) {
      span.setAttribute(ServerAttributes.SERVER_ADDRESS, bounded(address));
      if (request.serverPort() > 0) {
        span.setAttribute(ServerAttributes.SERVER_PORT, (long) request.serverPort());
      }
    }
    String version = request.protocolVersion();
    if (version != null) {
      span.setAttribute(NetworkAttributes.NETWORK_PROTOCOL_VERSION, version);
    }
    return span.startSpan();
  }

  /** What a client sends freely is kept short. */
  private static String bounded(String value) {
    return value.length() <= 256 ? value : value.substring(0, 256);
  }
}

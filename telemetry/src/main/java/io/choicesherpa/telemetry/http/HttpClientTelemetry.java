package io.choicesherpa.telemetry.http;

import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.semconv.HttpAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import io.opentelemetry.semconv.UrlAttributes;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns a sent HTTP request into a CLIENT span below the current one, and puts the span's trace
 * context and the current baggage on the request.
 *
 * <p>Follows OpenTelemetry's stable HTTP semantic conventions. Queries, user info, fragments and
 * bodies are never recorded.
 *
 * <p>Thread-safe.
 */
public final class HttpClientTelemetry {

  private static final int MAX_URL_CHARS = 1_024;

  private static final Pattern PORT = Pattern.compile(":([0-9]{1,5})$");

  private final Tracer tracer;
  private final TextMapPropagator propagator;

  /** Opens spans with {@code tracing}, and writes headers with its propagators. */
  public HttpClientTelemetry(Tracing tracing) {
    this.tracer = tracing.tracer();
    this.propagator = tracing.openTelemetry().getPropagators().getTextMapPropagator();
  }

  /**
   * Begins a request's span below what is current on this thread; as {@link #start(Context, String,
   * URI, HeaderSink)}.
   */
  public HttpClientCall start(String method, URI uri, HeaderSink headers) {
    return start(Context.current(), method, uri, headers);
  }

  /**
   * Begins a request's span.
   *
   * @param parent the span in it becomes the parent, its baggage goes along
   * @param method as sent, such as {@code GET}
   * @param uri absolute
   * @param headers takes the headers that carry the context, before this method returns
   * @return to be ended exactly when the response, or the failure, is there
   */
  public HttpClientCall start(Context parent, String method, URI uri, HeaderSink headers) {
    HttpMethod known = HttpMethod.of(method);
    SpanBuilder span =
        tracer
            .spanBuilder(known.spanName())
            .setParent(parent)
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute(HttpAttributes.HTTP_REQUEST_METHOD, known.label())
            .setAttribute(UrlAttributes.URL_FULL, withoutSecrets(uri));
    if (known == HttpMethod.OTHER) {
      span.setAttribute(HttpAttributes.HTTP_REQUEST_METHOD_ORIGINAL, method);
    }
    String authority = authority(uri);
    if (authority != null) {
      span.setAttribute(ServerAttributes.SERVER_ADDRESS, PORT.matcher(authority).replaceFirst(""));
      span.setAttribute(ServerAttributes.SERVER_PORT, port(uri, authority));
    }
    Span started = span.startSpan();
    Context context = parent.with(started);
    propagator.inject(context, headers, HttpClientTelemetry::set);
    return new HttpClientCall(started, context);
  }

  /**
   * Returns a client that sends with {@code client} and makes a span of each exchange; also of
   * asynchronous ones, whose span is a child of what is current where they are sent.
   */
  public HttpClient instrument(HttpClient client) {
    return client instanceof TracedHttpClient ? client : new TracedHttpClient(client, this);
  }

  private static void set(@Nullable HeaderSink sink, String name, String value) {
    if (sink != null) {
      sink.set(name, value);
    }
  }

  /**
   * Host and port as they stand in the URI, without user info; null for none. {@link URI#getHost}
   * knows no names with an underscore, which services in a network of containers have.
   */
  private static @Nullable String authority(URI uri) {
    String raw = uri.getRawAuthority();
    return raw == null ? null : raw.substring(raw.lastIndexOf('@') + 1);
  }

  private static long port(URI uri, String authority) {
    Matcher port = PORT.matcher(authority);
    if (port.find()) {
      return Long.parseLong(port.group(1));
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }

  /** {@code url.full} without what may be a secret: user info, query and fragment. */
  private static String withoutSecrets(URI uri) {
    StringBuilder text = new StringBuilder();
    if (uri.getScheme() != null) {
      text.append(uri.getScheme()).append(':');
    }
    String authority = authority(uri);
    if (authority != null) {
      text.append("//").append(authority);
    }
    String path = uri.getRawPath();
    text.append(path == null ? "" : path);
    text.setLength(Math.min(text.length(), MAX_URL_CHARS));
    return text.toString();
  }
}

package io.choicesherpa.console.receive;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/**
 * One signal of OTLP/HTTP with protobuf bodies, plain or gzip.
 *
 * @param <T> the signal's export request
 */
public final class OtlpHttp<T extends Message> implements HttpService {

  /** {@value}. */
  public static final String TRACES_PATH = "/v1/traces";

  /** {@value}. */
  public static final String LOGS_PATH = "/v1/logs";

  /** {@value}. */
  public static final String METRICS_PATH = "/v1/metrics";

  private final Parser<T> parser;
  private final Function<T, ? extends Message> handler;
  private final ReceiverFigures figures;
  private final int maxRequestBytes;

  private OtlpHttp(
      Parser<T> parser,
      Function<T, ? extends Message> handler,
      ReceiverFigures figures,
      int maxRequestBytes) {
    this.parser = parser;
    this.handler = handler;
    this.figures = figures;
    this.maxRequestBytes = maxRequestBytes;
  }

  /**
   * Receives spans.
   *
   * @param maxRequestBytes largest body after decompression
   */
  public static HttpService traces(OtlpIngest ingest, int maxRequestBytes) {
    return new OtlpHttp<>(
        ExportTraceServiceRequest.parser(), ingest::traces, ingest.figures(), maxRequestBytes);
  }

  /** Receives log records; otherwise as {@link #traces}. */
  public static HttpService logs(OtlpIngest ingest, int maxRequestBytes) {
    return new OtlpHttp<>(
        ExportLogsServiceRequest.parser(), ingest::logs, ingest.figures(), maxRequestBytes);
  }

  /** Counts metric data points; otherwise as {@link #traces}. */
  public static HttpService metrics(OtlpIngest ingest, int maxRequestBytes) {
    return new OtlpHttp<>(
        ExportMetricsServiceRequest.parser(), ingest::metrics, ingest.figures(), maxRequestBytes);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
    if (request.method() != HttpMethod.POST) {
      return OtlpStatus.response(
          HttpStatus.METHOD_NOT_ALLOWED, request.method() + " is not allowed, only POST");
    }
    MediaType type = request.contentType();
    if (type == null || !type.is(OtlpStatus.PROTOBUF)) {
      return OtlpStatus.response(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE, "content-type must be application/x-protobuf");
    }
    return HttpResponse.of(
        request
            .aggregate()
            .thenApplyAsync(this::receive, ctx.blockingTaskExecutor())
            .exceptionally(this::unreadable));
  }

  private HttpResponse receive(AggregatedHttpRequest request) {
    String encoding =
        request
            .headers()
            .get(HttpHeaderNames.CONTENT_ENCODING, "identity")
            .toLowerCase(Locale.ROOT);
    try {
      T message =
          switch (encoding) {
            case "identity" -> parser.parseFrom(request.content().array());
            case "gzip" -> parser.parseFrom(unzip(request.content()));
            default -> null;
          };
      if (message == null) {
        return OtlpStatus.response(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE, "content-encoding must be gzip or none");
      }
      Message answer = handler.apply(message);
      return HttpResponse.of(
          HttpStatus.OK, OtlpStatus.PROTOBUF, HttpData.wrap(answer.toByteArray()));
    } catch (OversizedException e) {
      return tooLarge();
    } catch (InvalidProtocolBufferException e) {
      figures.malformed();
      return OtlpStatus.response(HttpStatus.BAD_REQUEST, "not an OTLP message: " + e.getMessage());
    } catch (IOException e) {
      figures.malformed();
      return OtlpStatus.response(HttpStatus.BAD_REQUEST, "not gzip: " + e.getMessage());
    }
  }

  private HttpResponse unreadable(Throwable failure) {
    Throwable cause = Exceptions.peel(failure);
    return cause instanceof ContentTooLargeException ? tooLarge() : Exceptions.throwUnsafely(cause);
  }

  private HttpResponse tooLarge() {
    figures.tooLarge();
    return OtlpStatus.response(
        HttpStatus.REQUEST_ENTITY_TOO_LARGE,
        "the body is larger than " + maxRequestBytes + " bytes");
  }

  /** Never more than one byte past the limit, however far the bomb would expand. */
  private byte[] unzip(HttpData body) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body.array()))) {
      byte[] bytes = in.readNBytes(maxRequestBytes + 1);
      if (bytes.length > maxRequestBytes) {
        throw new OversizedException();
      }
      return bytes;
    }
  }

  private static final class OversizedException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}

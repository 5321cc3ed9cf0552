package io.choicesherpa.console.receive;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
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
 * One signal of OTLP/HTTP with bodies in protobuf or JSON, plain or gzip. Who sends JSON is
 * answered in JSON.
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

  private final Signal signal;
  private final T defaults;
  private final Function<T, ? extends Message> handler;
  private final ReceiverFigures figures;
  private final int maxRequestBytes;

  private OtlpHttp(
      Signal signal,
      T defaults,
      Function<T, ? extends Message> handler,
      ReceiverFigures figures,
      int maxRequestBytes) {
    this.signal = signal;
    this.defaults = defaults;
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
        Signal.TRACES,
        ExportTraceServiceRequest.getDefaultInstance(),
        ingest::traces,
        ingest.figures(),
        maxRequestBytes);
  }

  /** Receives log records; otherwise as {@link #traces}. */
  public static HttpService logs(OtlpIngest ingest, int maxRequestBytes) {
    return new OtlpHttp<>(
        Signal.LOGS,
        ExportLogsServiceRequest.getDefaultInstance(),
        ingest::logs,
        ingest.figures(),
        maxRequestBytes);
  }

  /** Receives metrics; otherwise as {@link #traces}. */
  public static HttpService metrics(OtlpIngest ingest, int maxRequestBytes) {
    return new OtlpHttp<>(
        Signal.METRICS,
        ExportMetricsServiceRequest.getDefaultInstance(),
        ingest::metrics,
        ingest.figures(),
        maxRequestBytes);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
    if (request.method() != HttpMethod.POST) {
      return OtlpStatus.response(
          HttpStatus.METHOD_NOT_ALLOWED, request.method() + " is not allowed, only POST");
    }
    MediaType type = request.contentType();
    boolean json = type != null && type.is(MediaType.JSON);
    if (!json && (type == null || !type.is(OtlpStatus.PROTOBUF))) {
      return OtlpStatus.response(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "content-type must be application/x-protobuf or application/json");
    }
    return HttpResponse.of(
        request
            .aggregate()
            .thenApplyAsync(whole -> receive(whole, json), ctx.blockingTaskExecutor())
            .exceptionally(failure -> unreadable(failure, json)));
  }

  private HttpResponse receive(AggregatedHttpRequest request, boolean json) {
    String encoding =
        request
            .headers()
            .get(HttpHeaderNames.CONTENT_ENCODING, "identity")
            .toLowerCase(Locale.ROOT);
    try {
      byte[] body;
      switch (encoding) {
        case "identity" -> body = request.content().array();
        case "gzip" -> body = unzip(request.content());
        default -> {
          return OtlpStatus.response(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE, "content-encoding must be gzip or none", json);
        }
      }
      return answer(handler.apply(parse(body, json)), json);
    } catch (OversizedException e) {
      return tooLarge(json);
    } catch (InvalidProtocolBufferException e) {
      return malformed("not an OTLP message: " + e.getMessage(), json);
    } catch (IOException e) {
      return malformed("not gzip: " + e.getMessage(), json);
    }
  }

  @SuppressWarnings("unchecked") // a message's builder and parser make messages of its own type
  private T parse(byte[] body, boolean json) throws InvalidProtocolBufferException {
    return json
        ? (T) OtlpJson.parse(body, defaults.newBuilderForType()).build()
        : (T) defaults.getParserForType().parseFrom(body);
  }

  private static HttpResponse answer(Message answer, boolean json) {
    return json
        ? HttpResponse.of(HttpStatus.OK, MediaType.JSON, HttpData.ofUtf8(OtlpJson.print(answer)))
        : HttpResponse.of(HttpStatus.OK, OtlpStatus.PROTOBUF, HttpData.wrap(answer.toByteArray()));
  }

  private HttpResponse malformed(String reason, boolean json) {
    figures.malformed(signal);
    return OtlpStatus.response(HttpStatus.BAD_REQUEST, reason, json);
  }

  private HttpResponse unreadable(Throwable failure, boolean json) {
    Throwable cause = Exceptions.peel(failure);
    return cause instanceof ContentTooLargeException
        ? tooLarge(json)
        : Exceptions.throwUnsafely(cause);
  }

  private HttpResponse tooLarge(boolean json) {
    figures.tooLarge();
    return OtlpStatus.response(
        HttpStatus.REQUEST_ENTITY_TOO_LARGE,
        "the body is larger than " + maxRequestBytes + " bytes",
        json);
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

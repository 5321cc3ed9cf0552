package io.choicesherpa.console.receive;

import com.google.protobuf.InvalidProtocolBufferException;
import com.linecorp.armeria.common.RequestContext;
import com.linecorp.armeria.common.grpc.GrpcExceptionHandlerFunction;
import com.linecorp.armeria.server.grpc.GrpcService;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** OTLP's three gRPC services. */
public final class OtlpGrpc {

  private OtlpGrpc() {}

  /**
   * All three in one.
   *
   * @param maxRequestBytes largest message after decompression
   */
  public static GrpcService service(OtlpIngest ingest, int maxRequestBytes) {
    return GrpcService.builder()
        .addService(new Traces(ingest))
        .addService(new Logs(ingest))
        .addService(new Metrics(ingest))
        .maxRequestMessageLength(maxRequestBytes)
        .useBlockingTaskExecutor(true)
        .exceptionHandler(malformedIsInvalid(ingest.figures()))
        .build();
  }

  /** Names the paths for a decorator that is not to see anything else. */
  public static List<String> paths() {
    return List.of(
        "/" + TraceServiceGrpc.SERVICE_NAME + "/Export",
        "/" + LogsServiceGrpc.SERVICE_NAME + "/Export",
        "/" + MetricsServiceGrpc.SERVICE_NAME + "/Export");
  }

  /** A body that does not decode is the sender's fault, and sending it again would not help. */
  private static GrpcExceptionHandlerFunction malformedIsInvalid(ReceiverFigures figures) {
    return new GrpcExceptionHandlerFunction() {
      @Override
      public @Nullable Status apply(
          RequestContext ctx, Status status, Throwable cause, Metadata metadata) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
          if (t instanceof InvalidProtocolBufferException) {
            figures.malformed(signal(ctx));
            return Status.INVALID_ARGUMENT.withDescription(
                "not an OTLP message: " + t.getMessage());
          }
        }
        if (status.getCode() == Status.Code.RESOURCE_EXHAUSTED) {
          figures.tooLarge();
        }
        return null;
      }
    };
  }

  private static Signal signal(RequestContext ctx) {
    String path = ctx.path();
    return path.contains(LogsServiceGrpc.SERVICE_NAME)
        ? Signal.LOGS
        : path.contains(MetricsServiceGrpc.SERVICE_NAME) ? Signal.METRICS : Signal.TRACES;
  }

  private static <T> void answer(StreamObserver<T> observer, T response) {
    observer.onNext(response);
    observer.onCompleted();
  }

  private static final class Traces extends TraceServiceGrpc.TraceServiceImplBase {
    private final OtlpIngest ingest;

    Traces(OtlpIngest ingest) {
      this.ingest = ingest;
    }

    @Override
    public void export(
        ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> observer) {
      answer(observer, ingest.traces(request));
    }
  }

  private static final class Logs extends LogsServiceGrpc.LogsServiceImplBase {
    private final OtlpIngest ingest;

    Logs(OtlpIngest ingest) {
      this.ingest = ingest;
    }

    @Override
    public void export(
        ExportLogsServiceRequest request, StreamObserver<ExportLogsServiceResponse> observer) {
      answer(observer, ingest.logs(request));
    }
  }

  private static final class Metrics extends MetricsServiceGrpc.MetricsServiceImplBase {
    private final OtlpIngest ingest;

    Metrics(OtlpIngest ingest) {
      this.ingest = ingest;
    }

    @Override
    public void export(
        ExportMetricsServiceRequest request,
        StreamObserver<ExportMetricsServiceResponse> observer) {
      answer(observer, ingest.metrics(request));
    }
  }
}

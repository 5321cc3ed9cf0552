package io.choicesherpa.benchmarks.console;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Spans of one service, encoded beforehand, so that sending costs little beside taking. */
final class SpanLoad {

  static final int SPANS_PER_TRACE = 8;
  static final int SPANS_PER_REQUEST = 400;
  private static final int SENDERS = 2;
  private static final long SEED = 7;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final List<byte[]> requests = new ArrayList<>();
  private long bytes;

  /** {@code count} spans, rounded down to whole requests; they end about now. */
  SpanLoad(int count) {
    SplittableRandom random = new SplittableRandom(SEED);
    long now = System.currentTimeMillis() * 1_000_000;
    for (int i = 0; i < count / SPANS_PER_REQUEST; i++) {
      byte[] request = request(random, now).toByteArray();
      requests.add(request);
      bytes += request.length;
    }
  }

  int spans() {
    return requests.size() * SPANS_PER_REQUEST;
  }

  long bytesPerSpan() {
    return bytes / spans();
  }

  /** Sends all by two threads, each waiting for its answers. */
  void send(URI traces) throws IOException, InterruptedException {
    AtomicInteger next = new AtomicInteger();
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    List<Future<?>> running = new ArrayList<>();
    try {
      for (int i = 0; i < SENDERS; i++) {
        running.add(
            senders.submit(
                () -> {
                  HttpClient client =
                      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                  for (int at = next.getAndIncrement();
                      at < requests.size();
                      at = next.getAndIncrement()) {
                    post(client, traces, requests.get(at));
                  }
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("sending failed", e.getCause());
    } finally {
      senders.shutdownNow();
    }
  }

  private static void post(HttpClient client, URI traces, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(traces)
            .timeout(LIMIT)
            .header("content-type", "application/x-protobuf")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new IOException("status " + status);
    }
  }

  private static ExportTraceServiceRequest request(SplittableRandom random, long now) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (int i = 0; i < SPANS_PER_REQUEST; i += SPANS_PER_TRACE) {
      ByteString traceId = id(random, 16);
      ByteString root = id(random, 8);
      long start = now - random.nextLong(60_000_000_000L);
      for (int n = 0; n < SPANS_PER_TRACE; n++) {
        scope.addSpans(span(random, traceId, root, n, start));
      }
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(
                    Resource.newBuilder()
                        .addAttributes(text("service.name", "shop"))
                        .addAttributes(text("service.version", "1.0")))
                .addScopeSpans(scope))
        .build();
  }

  private static Span span(
      SplittableRandom random, ByteString traceId, ByteString root, int n, long start) {
    long from = start + n * 1_000_000L;
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(traceId)
            .setSpanId(n == 0 ? root : id(random, 8))
            .setName(n == 0 ? "POST /api/orders/{id}" : "SELECT orders")
            .setKind(n == 0 ? Span.SpanKind.SPAN_KIND_SERVER : Span.SpanKind.SPAN_KIND_CLIENT)
            .setStartTimeUnixNano(from)
            .setEndTimeUnixNano(from + 500_000 + random.nextInt(5_000_000))
            .addAttributes(text("http.request.method", "POST"))
            .addAttributes(text("http.route", "/api/orders/{id}"))
            .addAttributes(text("server.address", "127.0.0.1"))
            .addAttributes(text("db.system.name", "postgresql"))
            .addAttributes(text("db.query.text", "SELECT * FROM orders WHERE id = ?"))
            .addAttributes(text("user_id", "u-" + random.nextInt(10_000)));
    return (n == 0 ? span : span.setParentSpanId(root)).build();
  }

  private static ByteString id(SplittableRandom random, int size) {
    ByteBuffer buffer = ByteBuffer.allocate(size);
    while (buffer.hasRemaining()) {
      buffer.putLong(random.nextLong() | 1);
    }
    return ByteString.copyFrom(buffer.array());
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}

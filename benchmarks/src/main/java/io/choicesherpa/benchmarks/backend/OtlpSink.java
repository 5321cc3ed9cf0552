package io.choicesherpa.benchmarks.backend;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.stream.SubscriptionOption;
import com.linecorp.armeria.server.Server;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Takes OTLP over gRPC, counts its bytes and throws it away unread, so that a receiver's own work
 * does not stand in any variant's account.
 */
final class OtlpSink implements AutoCloseable {

  /** A message of no bytes, not compressed: what an Export answers when all is well. */
  private static final byte[] EMPTY_MESSAGE = new byte[5];

  private final Server server;
  private final LongAdder bytes = new LongAdder();

  OtlpSink() {
    server =
        Server.builder()
            .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .meterRegistry(new CompositeMeterRegistry())
            .maxRequestLength(0)
            .serviceUnder("/", (context, request) -> take(request))
            .build();
    server.start().join();
  }

  private HttpResponse take(HttpRequest request) {
    CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
    request.subscribe(new Counter(answer), SubscriptionOption.WITH_POOLED_OBJECTS);
    return HttpResponse.of(answer);
  }

  private static HttpResponse taken() {
    return HttpResponse.of(
        ResponseHeaders.of(HttpStatus.OK, "content-type", MediaType.parse("application/grpc")),
        HttpData.wrap(EMPTY_MESSAGE),
        HttpHeaders.of("grpc-status", "0"));
  }

  /** Counts what comes and lets it go at once: nothing is put together or copied. */
  private final class Counter implements Subscriber<HttpObject> {
    private final CompletableFuture<HttpResponse> answer;

    Counter(CompletableFuture<HttpResponse> answer) {
      this.answer = answer;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(HttpObject part) {
      if (part instanceof HttpData data) {
        bytes.add(data.length());
        data.close();
      }
    }

    @Override
    public void onError(Throwable failure) {
      answer.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      answer.complete(taken());
    }
  }

  int port() {
    return server.activeLocalPort();
  }

  long bytes() {
    return bytes.sum();
  }

  @Override
  public void close() {
    server.stop().join();
  }
}

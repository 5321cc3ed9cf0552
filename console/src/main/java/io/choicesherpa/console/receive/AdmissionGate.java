package io.choicesherpa.console.receive;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Back-pressure: lets a fixed number of export requests in at once, over both protocols, and asks
 * the others to come back later. It stands before the body is read, so it bounds memory too.
 */
public final class AdmissionGate implements DecoratingHttpServiceFunction {

  private final int maxConcurrentRequests;
  private final ReceiverFigures figures;
  private final AtomicInteger inside = new AtomicInteger();

  /** Lets {@code maxConcurrentRequests} in at once. */
  public AdmissionGate(int maxConcurrentRequests, ReceiverFigures figures) {
    this.maxConcurrentRequests = maxConcurrentRequests;
    this.figures = figures;
  }

  @Override
  public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest request)
      throws Exception {
    figures.request();
    if (inside.incrementAndGet() > maxConcurrentRequests) {
      inside.decrementAndGet();
      figures.overloaded();
      return busy(request);
    }
    CompletableFuture<Void> unused = ctx.log().whenComplete().thenRun(inside::decrementAndGet);
    return delegate.serve(ctx, request);
  }

  /** 429 and UNAVAILABLE are what OTLP senders try again after. */
  private HttpResponse busy(HttpRequest request) {
    String message = maxConcurrentRequests + " export requests are under way already";
    String type = request.headers().get("content-type", "");
    if (!type.startsWith("application/grpc")) {
      return OtlpStatus.response(
          HttpStatus.TOO_MANY_REQUESTS, message, type.startsWith("application/json"));
    }
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.OK)
            .add("content-type", type)
            .add("grpc-status", Integer.toString(Status.Code.UNAVAILABLE.value()))
            .add("grpc-message", message)
            .build());
  }
}

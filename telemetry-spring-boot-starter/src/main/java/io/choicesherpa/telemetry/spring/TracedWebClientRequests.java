package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.context.ReactiveContext;
import io.choicesherpa.telemetry.http.HttpClientCall;
import io.choicesherpa.telemetry.http.HttpClientTelemetry;
import java.util.concurrent.CancellationException;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * A span around each request of a {@code WebClient}, begun when somebody subscribes, each attempt
 * of a retry anew. It ends with the head of the response, without one, or when nobody waits for it
 * any more.
 */
final class TracedWebClientRequests implements ExchangeFilterFunction {

  private final HttpClientTelemetry telemetry;

  TracedWebClientRequests(HttpClientTelemetry telemetry) {
    this.telemetry = telemetry;
  }

  @Override
  public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
    return Mono.deferContextual(view -> send(request, next, view));
  }

  private Mono<ClientResponse> send(
      ClientRequest request, ExchangeFunction next, ContextView view) {
    ClientRequest.Builder copy = ClientRequest.from(request);
    HttpClientCall call =
        telemetry.start(
            SubscriberContext.of(view),
            request.method().name(),
            request.url(),
            (name, value) -> copy.headers(headers -> headers.set(name, value)));
    return Mono.defer(() -> next.exchange(copy.build()))
        // WebClient makes an error of that, but only behind this filter.
        .switchIfEmpty(Mono.error(() -> new IllegalStateException("no response came")))
        .doOnNext(response -> call.respond(response.statusCode().value()))
        .doOnError(failure -> call.fail(cause(failure)))
        .doOnCancel(() -> call.fail(new CancellationException("nobody waits for the response")))
        .contextWrite(context -> context.put(ReactiveContext.KEY, call.context()));
  }

  /** What is told is what went wrong, as of the other clients, and not what it is wrapped in. */
  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof WebClientRequestException && cause != null ? cause : failure;
  }
}

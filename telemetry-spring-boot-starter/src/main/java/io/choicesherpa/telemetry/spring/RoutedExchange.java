package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.http.HttpServerScope;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * An exchange that tells the scope its route as soon as WebFlux has found it, which is before the
 * handler runs, and counts the response's bytes.
 */
final class RoutedExchange extends ServerWebExchangeDecorator {

  private final Map<String, Object> attributes;
  private final CountingResponse response;

  RoutedExchange(ServerWebExchange exchange, HttpServerScope scope) {
    super(exchange);
    this.attributes = new RouteAttributes(exchange.getAttributes(), scope);
    this.response = new CountingResponse(exchange.getResponse());
  }

  @Override
  public Map<String, Object> getAttributes() {
    return attributes;
  }

  @Override
  public ServerHttpResponse getResponse() {
    return response;
  }

  long responseBytes() {
    return response.bytes.get();
  }

  /** A view: what the application's error handling looks for stands in the exchange itself. */
  private static final class RouteAttributes extends AbstractMap<String, Object> {
    private final Map<String, Object> attributes;
    private final HttpServerScope scope;

    RouteAttributes(Map<String, Object> attributes, HttpServerScope scope) {
      this.attributes = attributes;
      this.scope = scope;
    }

    @Override
    public @Nullable Object put(String name, Object value) {
      String route = TelemetryWebFilter.route(name, value);
      if (route != null) {
        scope.route(route);
      }
      return attributes.put(name, value);
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
      return attributes.get(name);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
      return attributes.containsKey(name);
    }

    @Override
    public @Nullable Object remove(@Nullable Object name) {
      return attributes.remove(name);
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
      return attributes.entrySet();
    }
  }

  private static final class CountingResponse extends ServerHttpResponseDecorator {
    private final AtomicLong bytes = new AtomicLong();

    CountingResponse(ServerHttpResponse response) {
      super(response);
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
      return super.writeWith(counted(body));
    }

    @Override
    public Mono<Void> writeAndFlushWith(
        Publisher<? extends Publisher<? extends DataBuffer>> parts) {
      return super.writeAndFlushWith(Flux.from(parts).map(this::counted));
    }

    private Publisher<? extends DataBuffer> counted(Publisher<? extends DataBuffer> body) {
      // What is one piece stays one: it has its Content-Length.
      return body instanceof Mono<? extends DataBuffer> one
          ? one.doOnNext(this::count)
          : Flux.from(body).doOnNext(this::count);
    }

    private void count(DataBuffer buffer) {
      bytes.addAndGet(buffer.readableByteCount());
    }
  }
}

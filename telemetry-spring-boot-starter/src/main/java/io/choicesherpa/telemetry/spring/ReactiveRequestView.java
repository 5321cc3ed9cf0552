package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.http.HttpServerRequest;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** A WebFlux request as the telemetry sees it. */
record ReactiveRequestView(ServerHttpRequest request) implements HttpServerRequest {

  @Override
  public String method() {
    return request.getMethod().name();
  }

  @Override
  public String path() {
    return request.getURI().getRawPath();
  }

  @Override
  public String scheme() {
    String scheme = request.getURI().getScheme();
    return scheme == null ? "http" : scheme;
  }

  @Override
  public @Nullable String serverAddress() {
    return request.getURI().getHost();
  }

  @Override
  public int serverPort() {
    int port = request.getURI().getPort();
    InetSocketAddress local = port > 0 ? null : request.getLocalAddress();
    return local == null ? port : local.getPort();
  }

  /** The reactive request does not tell. */
  @Override
  public @Nullable String protocolVersion() {
    return null;
  }

  @Override
  public @Nullable String header(String name) {
    return request.getHeaders().getFirst(name);
  }

  @Override
  public Iterable<String> headers(String name) {
    return request.getHeaders().getOrEmpty(name);
  }
}

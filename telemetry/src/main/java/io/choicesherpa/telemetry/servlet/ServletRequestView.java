package io.choicesherpa.telemetry.servlet;

import io.choicesherpa.telemetry.http.HttpServerRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** A servlet request as the telemetry sees it. */
record ServletRequestView(HttpServletRequest request) implements HttpServerRequest {

  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public String path() {
    return request.getRequestURI();
  }

  @Override
  public String scheme() {
    return request.getScheme();
  }

  @Override
  public @Nullable String serverAddress() {
    return request.getServerName();
  }

  @Override
  public int serverPort() {
    return request.getServerPort();
  }

  @Override
  public @Nullable String protocolVersion() {
    String protocol = request.getProtocol();
    return switch (protocol) {
      case "HTTP/1.1" -> "1.1";
      case "HTTP/2.0", "HTTP/2" -> "2";
      case "HTTP/1.0" -> "1.0";
      default -> null;
    };
  }

  @Override
  public @Nullable String header(String name) {
    return request.getHeader(name);
  }

  @Override
  public Iterable<String> headers(String name) {
    return iterable(request.getHeaders(name));
  }

  /** The servlet API allows a container to refuse the look, with null. */
  @SuppressWarnings("JdkObsolete") // the servlet API's own type
  private static Iterable<String> iterable(@Nullable Enumeration<String> values) {
    return values == null ? Collections.emptyList() : values::asIterator;
  }
}

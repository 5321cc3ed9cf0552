package io.choicesherpa.benchmarks.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A servlet request that costs no more than its map of headers. */
final class ServletRequest extends HttpServletRequestWrapper {

  private final RequestSample sample;

  private ServletRequest(HttpServletRequest never, RequestSample sample) {
    super(never);
    this.sample = sample;
  }

  /** What it does not know itself is refused by name. */
  static HttpServletRequest of(RequestSample sample) {
    HttpServletRequest never =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                ServletRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> {
                  throw new UnsupportedOperationException(method.getName());
                });
    return new ServletRequest(never, sample);
  }

  @Override
  public String getMethod() {
    return RequestSample.METHOD;
  }

  @Override
  public String getRequestURI() {
    return sample.path();
  }

  @Override
  public String getScheme() {
    return RequestSample.SCHEME;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return sample.headers().get(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    String value = sample.headers().get(name);
    return Collections.enumeration(value == null ? List.of() : List.of(value));
  }

  @Override
  public String getRemoteAddr() {
    return "127.0.0.1";
  }

  @Override
  public int getRemotePort() {
    return 50_000;
  }
}

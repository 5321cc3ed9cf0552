package io.choicesherpa.benchmarks.http;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.lang.reflect.Proxy;

/** A servlet response of which only the status is asked. */
final class ServletResponse extends HttpServletResponseWrapper {

  ServletResponse() {
    super(
        (HttpServletResponse)
            Proxy.newProxyInstance(
                ServletResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> {
                  throw new UnsupportedOperationException(method.getName());
                }));
  }

  @Override
  public int getStatus() {
    return RequestSample.STATUS;
  }
}

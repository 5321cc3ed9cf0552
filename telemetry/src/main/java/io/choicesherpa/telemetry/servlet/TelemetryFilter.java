package io.choicesherpa.telemetry.servlet;

import io.choicesherpa.telemetry.http.HttpServerScope;
import io.choicesherpa.telemetry.http.HttpServerTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Makes every request of a servlet container a unit of work of {@link HttpServerTelemetry}.
 *
 * <p>Register it first in the chain, for the dispatcher types REQUEST, ASYNC and ERROR, with async
 * support, and register {@link RequestEndListener} beside it: that one hears of the end when error
 * pages and asynchronous work are over. Without the listener the filter ends requests by itself, an
 * error page's time excluded.
 *
 * <p>The response carries {@code X-Request-Id} and {@code traceresponse} from the start, so that
 * they are there whatever happens later.
 */
public final class TelemetryFilter implements Filter {

  private final HttpServerTelemetry telemetry;
  private final RouteResolver routes;

  /** Records with {@code telemetry}; asks {@code routes} for the route of each request. */
  public TelemetryFilter(HttpServerTelemetry telemetry, RouteResolver routes) {
    this.telemetry = telemetry;
    this.routes = routes;
  }

  /**
   * Returns the unit of work that {@code request} is, or null when it is none; for a framework that
   * learns of the route before the request is handled.
   */
  public static @Nullable HttpServerScope scopeOf(ServletRequest request) {
    ServedRequest served = ServedRequest.of(request);
    return served == null ? null : served.scope();
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse answer)) {
      chain.doFilter(request, response);
      return;
    }
    ServedRequest known = ServedRequest.of(http);
    if (known != null) {
      continueWith(known, http, answer, chain);
    } else if (http.getDispatcherType() != DispatcherType.REQUEST
        || telemetry.excludes(http.getRequestURI())) {
      answer.setHeader(
          HttpServerTelemetry.REQUEST_ID_HEADER,
          telemetry.requestId(http.getHeader(HttpServerTelemetry.REQUEST_ID_HEADER)));
      chain.doFilter(request, response);
    } else {
      begin(http, answer, chain);
    }
  }

  private void begin(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServerScope scope = telemetry.start(new ServletRequestView(request));
    CountingResponse counting = new CountingResponse(response);
    ServedRequest served = new ServedRequest(scope, counting);
    served.storeIn(request);
    setHeaders(scope, response);
    Context before = Context.current();
    Throwable failure = null;
    try (Scope ignored = scope.context().makeCurrent()) {
      chain.doFilter(request, counting);
    } catch (Throwable t) {
      failure = t;
      throw t;
    } finally {
      restore(before);
      afterDispatch(served, request, failure);
    }
  }

  private void afterDispatch(
      ServedRequest served, HttpServletRequest request, @Nullable Throwable failure) {
    String route = routes.route(request);
    if (route != null) {
      served.scope().route(route);
    }
    served.dispatched();
    if (failure != null) {
      served.failed(failure);
    }
    if (request.isAsyncStarted()) {
      request.getAsyncContext().addListener(new AsyncEnd(served));
    } else if (!RequestEndListener.listensTo(request)) {
      served.end();
    }
  }

  /** An asynchronous request comes back, or its error page is made: same scope, same span. */
  private void continueWith(
      ServedRequest served,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    HttpServletResponse counted = response;
    if (!response.isCommitted()) {
      // The container may have reset the response on its way to the error page.
      setHeaders(served.scope(), response);
      if (request.getDispatcherType() == DispatcherType.ERROR) {
        counted = served.errorPage(response);
      }
    }
    Context before = Context.current();
    try (Scope ignored = served.scope().context().makeCurrent()) {
      chain.doFilter(request, counted);
    } catch (Throwable t) {
      if (request.getDispatcherType() == DispatcherType.ASYNC) {
        served.failed(t);
      }
      throw t;
    } finally {
      restore(before);
      served.dispatched();
      if (request.isAsyncStarted()) {
        request.getAsyncContext().addListener(new AsyncEnd(served));
      }
    }
  }

  /** A scope that the application has left open keeps those around it from closing. */
  private static void restore(Context before) {
    if (Context.current() != before) {
      var unused = ContextStorage.get().attach(before);
    }
  }

  private static void setHeaders(HttpServerScope scope, HttpServletResponse response) {
    response.setHeader(HttpServerTelemetry.REQUEST_ID_HEADER, scope.requestId());
    String traceResponse = scope.traceResponse();
    if (traceResponse != null) {
      response.setHeader(HttpServerTelemetry.TRACE_RESPONSE_HEADER, traceResponse);
    }
  }
}

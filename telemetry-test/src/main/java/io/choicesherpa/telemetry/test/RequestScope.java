package io.choicesherpa.telemetry.test;

import io.choicesherpa.telemetry.context.RequestContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work that is the current one on this thread until closed.
 *
 * <pre>{@code
 * try (RequestScope request = telemetry.request("req-1").userId("u-1")) {
 *   service.climb();
 * }
 * }</pre>
 */
public final class RequestScope implements AutoCloseable {

  private final RequestContext request;
  private final Scope scope;

  @SuppressWarnings("MustBeClosedChecker") // closed by close()
  RequestScope(@Nullable String requestId) {
    request = RequestContext.create(requestId);
    scope = request.storeIn(Context.current()).makeCurrent();
  }

  /** Says who acts. */
  public RequestScope userId(String opaqueId) {
    request.setUserId(opaqueId);
    return this;
  }

  /** Says which session this is about. */
  public RequestScope sessionId(String id) {
    request.setSessionId(id);
    return this;
  }

  /** The unit of work itself. */
  public RequestContext context() {
    return request;
  }

  /** Gives the thread the unit of work back that it had before. */
  @Override
  public void close() {
    scope.close();
  }
}

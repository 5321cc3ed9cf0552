package io.choicesherpa.telemetry.servlet;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;

/** Ends a request's unit of work when the container is done with it, error page included. */
public final class RequestEndListener implements ServletRequestListener {

  private static final String PRESENT = RequestEndListener.class.getName();

  /** Stateless. */
  public RequestEndListener() {}

  @Override
  public void requestInitialized(ServletRequestEvent event) {
    event.getServletRequest().setAttribute(PRESENT, true);
  }

  @Override
  public void requestDestroyed(ServletRequestEvent event) {
    ServedRequest served = ServedRequest.of(event.getServletRequest());
    if (served != null) {
      served.end();
    }
  }

  static boolean listensTo(ServletRequest request) {
    return request.getAttribute(PRESENT) != null;
  }
}

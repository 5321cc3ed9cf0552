package io.choicesherpa.telemetry.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Ends an asynchronous request when it has really ended: completed, failed or timed out. */
final class AsyncEnd implements AsyncListener {

  private final ServedRequest served;

  AsyncEnd(ServedRequest served) {
    this.served = served;
  }

  @Override
  public void onComplete(AsyncEvent event) {
    served.response().drainWriter();
    served.end();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    // onComplete follows, after the application or the container has answered.
    served.timedOut();
  }

  @Override
  public void onError(AsyncEvent event) {
    Throwable failure = event.getThrowable();
    if (failure != null) {
      served.failed(failure);
    }
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // A new cycle forgets its listeners.
    event.getAsyncContext().addListener(this);
  }
}

package io.choicesherpa.telemetry.errors;

import java.time.Duration;

/** For those who want no tracker. */
enum NoErrorReporter implements ErrorReporter {
  INSTANCE;

  @Override
  public void capture(Throwable failure, ErrorContext context) {
    // Nobody is told.
  }

  @Override
  public void captureMessage(String template, ErrorContext context) {
    // Nobody is told.
  }

  @Override
  public void breadcrumb(Breadcrumb breadcrumb) {
    // Nobody will ask.
  }

  @Override
  public boolean flush(Duration limit) {
    return true;
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}

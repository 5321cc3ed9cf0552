package io.choicesherpa.telemetry.errors;

import io.sentry.hints.SubmissionResult;

/** One report on its way; Sentry's transport says here how it went. */
final class Submission implements SubmissionResult {

  private final Submissions all;
  private volatile boolean success;

  Submission(Submissions all) {
    this.all = all;
  }

  @Override
  public void setResult(boolean accepted) {
    success = accepted;
    all.ended(this, accepted);
  }

  @Override
  public boolean isSuccess() {
    return success;
  }
}

package io.choicesherpa.telemetry.errors;

import io.choicesherpa.telemetry.metrics.DropReason;
import io.choicesherpa.telemetry.metrics.ErrorReportMetrics;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reports on their way: never more than a fixed number, so that a tracker that does not take
 * them costs no memory and, in a flood of errors, no time. One warning when it is lost, one line
 * when it is back. Thread-safe.
 */
final class Submissions {

  static final int LIMIT = 50;

  private static final Logger LOG = LoggerFactory.getLogger(Submissions.class);

  private final String receiver;
  private final ErrorReportMetrics metrics;
  private final Semaphore room = new Semaphore(LIMIT);
  private final Set<Submission> underWay = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean lost = new AtomicBoolean();
  private final AtomicLong undelivered = new AtomicLong();

  Submissions(String receiver, ErrorReportMetrics metrics) {
    this.receiver = receiver;
    this.metrics = metrics;
  }

  /** Takes one more, or counts it as dropped and returns null when there is no room. */
  @Nullable Submission begin() {
    if (!room.tryAcquire()) {
      undelivered.incrementAndGet();
      metrics.dropped(DropReason.QUEUE_FULL).inc();
      return null;
    }
    Submission submission = new Submission(this);
    underWay.add(submission);
    metrics.queued().inc();
    return submission;
  }

  /** Only the first word on a submission counts. */
  void ended(Submission submission, boolean accepted) {
    if (!leave(submission)) {
      return;
    }
    if (accepted) {
      metrics.reported().inc();
      if (lost.compareAndSet(true, false)) {
        LOG.atInfo()
            .addKeyValue("receiver", receiver)
            .addKeyValue("undelivered", undelivered.getAndSet(0))
            .log("Errors are reported again");
      }
      return;
    }
    metrics.dropped(DropReason.EXPORT_FAILED).inc();
    undelivered.incrementAndGet();
    if (lost.compareAndSet(false, true)) {
      LOG.atWarn()
          .addKeyValue("receiver", receiver)
          .log(
              "Errors cannot be reported; the application is not affected, what is not taken is"
                  + " dropped and counted, and this is said once until it is back");
    }
  }

  /** Counts what is still under way as lost by the process's end. */
  void abandon() {
    for (Submission submission : underWay) {
      if (leave(submission)) {
        metrics.dropped(DropReason.SHUTDOWN).inc();
      }
    }
  }

  boolean isEmpty() {
    return underWay.isEmpty();
  }

  private boolean leave(Submission submission) {
    boolean left = underWay.remove(submission);
    if (left) {
      room.release();
      metrics.queued().dec();
    }
    return left;
  }
}

package io.choicesherpa.telemetry.errors;

import io.choicesherpa.telemetry.config.SentrySettings;
import io.choicesherpa.telemetry.config.TelemetryConfig;
import io.choicesherpa.telemetry.metrics.ErrorReportMetrics;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.sentry.SentryClient;
import io.sentry.SentryEvent;
import io.sentry.SentryOptions;
import io.sentry.protocol.SentryId;
import io.sentry.util.HintUtils;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reports to Sentry by a client of its own. Sentry's static front, its hooks into the process
 * (uncaught exceptions, shutdown) and its executors are left alone, so that an application's own
 * use of Sentry and this one do not meet.
 *
 * <p>What is captured is put together on the capturing thread and sent by the client's one daemon
 * thread. Thread-safe.
 */
final class SentryErrorReporter implements ErrorReporter {

  private static final int CONNECT_TIMEOUT_MILLIS = 2_000;
  private static final int READ_TIMEOUT_MILLIS = 5_000;

  /** For what is queued, and after that for the thread to end. */
  private static final long CLOSE_LIMIT_MILLIS = 2_000;

  private static final long THREAD_END_LIMIT_MILLIS = 200;

  private final SentryClient client;
  private final Submissions submissions;
  private final RecentFailures recent;
  private final RecentMessages recentMessages;
  private final BreadcrumbTrail trail = new BreadcrumbTrail();
  private final AtomicBoolean closed = new AtomicBoolean();

  private SentryErrorReporter(SentryClient client, Submissions submissions, LongSupplier nanoTime) {
    this.client = client;
    this.submissions = submissions;
    this.recent = new RecentFailures(nanoTime);
    this.recentMessages = new RecentMessages(nanoTime);
  }

  static SentryErrorReporter start(
      TelemetryConfig config,
      SentrySettings settings,
      Redactor redactor,
      ErrorReportMetrics metrics,
      LongSupplier nanoTime) {
    return new SentryErrorReporter(
        new SentryClient(options(config, settings, redactor)),
        new Submissions(URI.create(settings.dsn()).getHost(), metrics),
        nanoTime);
  }

  private static SentryOptions options(
      TelemetryConfig config, SentrySettings settings, Redactor redactor) {
    SentryOptions options = new SentryOptions();
    options.setDsn(settings.dsn());
    options.setEnvironment(config.environment());
    if (config.serviceVersion() != null) {
      options.setRelease(config.serviceName() + "@" + config.serviceVersion());
    }
    options.setTag("service", config.serviceName());
    settings.inAppIncludes().forEach(options::addInAppInclude);
    // Every other frame is said to be foreign; unsaid, the server would guess.
    options.addInAppExclude("");
    options.setSendDefaultPii(false);
    // Its look-up of the host's name may block.
    options.setAttachServerName(false);
    options.setEnableDeduplication(false);
    options.getMetrics().setEnabled(false);
    options.setMaxBreadcrumbs(BreadcrumbTrail.TOLD);
    options.setBeforeSend(new ReportCleaner(redactor));
    // Never reached, since no more than Submissions.LIMIT are under way.
    options.setMaxQueueSize(2 * Submissions.LIMIT);
    options.setConnectionTimeoutMillis(CONNECT_TIMEOUT_MILLIS);
    options.setReadTimeoutMillis(READ_TIMEOUT_MILLIS);
    options.setShutdownTimeoutMillis(CLOSE_LIMIT_MILLIS);
    options.setFlushTimeoutMillis(THREAD_END_LIMIT_MILLIS);
    return options;
  }

  @Override
  public void capture(Throwable failure, ErrorContext context) {
    if (!closed.get() && recent.isNew(failure)) {
      submit(() -> ReportBuilder.build(failure, context, trail.ofCurrent()));
    }
  }

  @Override
  public void captureMessage(String template, ErrorContext context) {
    String fingerprint = RecentMessages.fingerprint(context.module(), template);
    if (!closed.get() && recentMessages.isNew(fingerprint)) {
      submit(() -> ReportBuilder.build(fingerprint, context, trail.ofCurrent()));
    }
  }

  private void submit(Supplier<SentryEvent> report) {
    Submission submission = null;
    try {
      submission = submissions.begin();
      if (submission != null) {
        SentryId id =
            client.captureEvent(report.get(), HintUtils.createWithTypeCheckHint(submission));
        if (id.equals(SentryId.EMPTY_ID)) {
          submission.setResult(false);
        }
      }
    } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
      // A throwable's own methods may fail in any way; the submission counts and tells it.
      if (submission != null) {
        submission.setResult(false);
      }
    }
  }

  @Override
  public void breadcrumb(Breadcrumb breadcrumb) {
    if (!closed.get()) {
      trail.add(breadcrumb);
    }
  }

  @Override
  public boolean flush(Duration limit) {
    client.flush(limit.toMillis());
    return submissions.isEmpty();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      client.close();
      submissions.abandon();
    }
  }
}

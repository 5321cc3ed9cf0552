package io.choicesherpa.telemetry.errors;

import io.choicesherpa.telemetry.context.RequestContext;
import io.choicesherpa.telemetry.logging.Fingerprint;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.SpanId;
import io.sentry.TracesSamplingDecision;
import io.sentry.protocol.Message;
import io.sentry.protocol.SentryId;
import io.sentry.protocol.User;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a report of a throwable, or of a message, and of what is current where it is captured.
 * Nothing in it is redacted yet; {@link ReportCleaner} sees it last.
 */
final class ReportBuilder {

  private static final int SPAN_ATTRIBUTES = 64;

  private ReportBuilder() {}

  static SentryEvent build(Throwable failure, ErrorContext context, List<Breadcrumb> trail) {
    SentryEvent event = new SentryEvent(failure);
    event.setFingerprints(List.of(Fingerprint.of(failure)));
    return describe(event, context, trail);
  }

  /** A report without a throwable. */
  static SentryEvent build(String fingerprint, ErrorContext context, List<Breadcrumb> trail) {
    SentryEvent event = new SentryEvent();
    event.setFingerprints(List.of(fingerprint));
    return describe(event, context, trail);
  }

  private static SentryEvent describe(
      SentryEvent event, ErrorContext context, List<Breadcrumb> trail) {
    event.setLevel(SentryLevel.ERROR);
    tag(event, "module", context.module());
    event.setLogger(context.module());
    message(event, context);
    request(event, context, RequestContext.current());
    trace(event, Span.current());
    List<io.sentry.Breadcrumb> breadcrumbs = new ArrayList<>(trail.size());
    trail.forEach(each -> breadcrumbs.add(breadcrumb(each)));
    event.setBreadcrumbs(breadcrumbs);
    return event;
  }

  private static void message(SentryEvent event, ErrorContext context) {
    if (context.message() != null) {
      Message message = new Message();
      message.setFormatted(context.message());
      event.setMessage(message);
    }
    if (!context.details().isEmpty()) {
      event.getContexts().put("fields", new LinkedHashMap<>(context.details()));
    }
  }

  private static void request(
      SentryEvent event, ErrorContext context, @Nullable RequestContext request) {
    String userId = context.userId();
    String sessionId = context.sessionId();
    if (request != null) {
      userId = userId == null ? request.userId() : userId;
      sessionId = sessionId == null ? request.sessionId() : sessionId;
      tag(event, "request_id", request.requestId());
    }
    tag(event, "session_id", sessionId);
    if (userId != null) {
      User user = new User();
      user.setId(userId);
      event.setUser(user);
    }
  }

  private static void tag(SentryEvent event, String name, @Nullable String value) {
    if (value != null) {
      event.setTag(name, value);
    }
  }

  /** Sentry's own bridge to OpenTelemetry leaves unsampled spans out; theirs are wanted most. */
  private static void trace(SentryEvent event, Span span) {
    SpanContext ids = span.getSpanContext();
    if (!ids.isValid()) {
      return;
    }
    ReadableSpan readable = span instanceof ReadableSpan recorded ? recorded : null;
    SpanContext parent =
        readable == null ? SpanContext.getInvalid() : readable.getParentSpanContext();
    io.sentry.SpanContext trace =
        new io.sentry.SpanContext(
            new SentryId(ids.getTraceId()),
            new SpanId(ids.getSpanId()),
            readable == null ? "default" : readable.getKind().name().toLowerCase(Locale.ROOT),
            parent.isValid() ? new SpanId(parent.getSpanId()) : null,
            new TracesSamplingDecision(ids.isSampled()));
    event.getContexts().setTrace(trace);
    if (readable != null) {
      trace.setDescription(readable.getName());
      event.setTransaction(readable.getName());
      Map<String, Object> attributes = new LinkedHashMap<>();
      readable
          .getAttributes()
          .forEach(
              (key, value) -> {
                if (attributes.size() < SPAN_ATTRIBUTES) {
                  attributes.put(key.getKey(), value);
                }
              });
      if (!attributes.isEmpty()) {
        event.getContexts().put("span", attributes);
      }
    }
  }

  private static io.sentry.Breadcrumb breadcrumb(Breadcrumb line) {
    io.sentry.Breadcrumb breadcrumb = new io.sentry.Breadcrumb(line.timestampMillis());
    breadcrumb.setType("default");
    breadcrumb.setCategory(line.category());
    breadcrumb.setMessage(line.message());
    breadcrumb.setLevel(
        switch (line.level()) {
          case ERROR -> SentryLevel.ERROR;
          case WARN -> SentryLevel.WARNING;
          case INFO -> SentryLevel.INFO;
          case DEBUG, TRACE -> SentryLevel.DEBUG;
        });
    line.data().forEach(breadcrumb::setData);
    return breadcrumb;
  }
}

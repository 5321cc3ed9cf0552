package io.choicesherpa.telemetry.audit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.choicesherpa.telemetry.context.RequestContext;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * The audit trail: one line per act on the logger {@code audit}, handed straight to the appenders,
 * so that no level can filter it. Each line carries the hash of the one before, and a hash over
 * that and its own content: {@link AuditVerifier} finds lines that were changed, removed, added or
 * moved.
 *
 * <p>Lines are written in the order of their numbers: an act waits while another is written. Values
 * are redacted, and bounded to {@value #MAX_CHARS} characters, before they are sealed. What the
 * chain cannot show is that its last lines are gone: for that keep {@link #head()} elsewhere, as
 * {@link AuditHeadFile} does. Safe for use by several threads.
 */
public final class AuditLog {
  private static final int MAX_CHARS = 200;
  private static final DateTimeFormatter TIMESTAMPS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final ReentrantLock lock = new ReentrantLock();
  private final Logger logger;
  private final Redactor redactor;
  private final Clock clock;
  private AuditHead head;

  /** A new chain, written to the appenders of the context. */
  public AuditLog(LoggerContext context, Redactor redactor, Clock clock) {
    // The letter in front keeps a chain's name from looking like a number.
    this(context, redactor, clock, "c" + UUID.randomUUID().toString().replace("-", ""));
  }

  AuditLog(LoggerContext context, Redactor redactor, Clock clock, String chain) {
    this.logger = context.getLogger(AuditEntry.LOGGER_NAME);
    this.redactor = redactor;
    this.clock = clock;
    this.head = new AuditHead(chain, 0, AuditHead.NO_HASH);
  }

  /**
   * Hands the act, with the current request's ids, to the appenders, in the order of its number.
   */
  public void record(AuditEvent event) {
    Context context = Context.current();
    RequestContext request = bounded(RequestContext.from(context));
    lock.lock();
    try (Scope ignored = request.storeIn(context).makeCurrent()) {
      Instant now = clock.instant();
      long seq = head.seq() + 1;
      AuditEntry entry = entry(event, now, Span.fromContext(context), request, seq);
      String hash = entry.hash();
      // Before the line: should an appender fail, the gap shows.
      head = new AuditHead(head.chain(), seq, hash);
      logger.callAppenders(line(entry, now, seq, hash));
    } finally {
      lock.unlock();
    }
  }

  /** The last line of the chain. */
  public AuditHead head() {
    lock.lock();
    try {
      return head;
    } finally {
      lock.unlock();
    }
  }

  private AuditEntry entry(
      AuditEvent event, Instant now, Span span, RequestContext request, long seq) {
    SpanContext ids = span.getSpanContext();
    return new AuditEntry()
        .with(AuditEntry.TIMESTAMP, TIMESTAMPS.format(now))
        .with(AuditEntry.TRACE_ID, ids.isValid() ? ids.getTraceId() : null)
        .with(AuditEntry.SPAN_ID, ids.isValid() ? ids.getSpanId() : null)
        .with(AuditEntry.REQUEST_ID, request.requestId())
        .with(AuditEntry.USER_ID, request.userId())
        .with(AuditEntry.SESSION_ID, request.sessionId())
        .with(AuditEntry.ACTION, clean(AuditEntry.ACTION, event.action()))
        .with(AuditEntry.OUTCOME, event.outcome().word())
        .with(AuditEntry.ACTOR, clean(AuditEntry.ACTOR, event.actorUserId()))
        .with(AuditEntry.RESOURCE_TYPE, clean(AuditEntry.RESOURCE_TYPE, event.resourceType()))
        .with(AuditEntry.RESOURCE_ID, clean(AuditEntry.RESOURCE_ID, event.resourceId()))
        .with(AuditEntry.CHAIN, head.chain())
        .with(AuditEntry.SEQ, Long.toString(seq))
        .with(AuditEntry.PREV_HASH, head.hash());
  }

  private LoggingEvent line(AuditEntry entry, Instant now, long seq, String hash) {
    LoggingEvent line =
        new LoggingEvent(
            AuditLog.class.getName(), logger, Level.INFO, AuditEntry.MESSAGE, null, null);
    line.setInstant(now);
    line.setMDCPropertyMap(Map.of());
    for (String name : AuditLine.TEXT_FIELDS) {
      String value = entry.get(name);
      if (value != null) {
        line.addKeyValuePair(new KeyValuePair(name, value));
      }
    }
    line.addKeyValuePair(new KeyValuePair(AuditEntry.SEQ, seq));
    line.addKeyValuePair(new KeyValuePair(AuditEntry.HASH, hash));
    return line;
  }

  /** The ids as the line will show them. */
  private RequestContext bounded(@Nullable RequestContext request) {
    if (request == null) {
      return RequestContext.create(null);
    }
    RequestContext bounded =
        RequestContext.create(clean(AuditEntry.REQUEST_ID, request.requestId()));
    String userId = clean(AuditEntry.USER_ID, request.userId());
    if (userId != null) {
      bounded.setUserId(userId);
    }
    String sessionId = clean(AuditEntry.SESSION_ID, request.sessionId());
    if (sessionId != null) {
      bounded.setSessionId(sessionId);
    }
    return bounded;
  }

  /** The value as the line will show it: redacting it again, as the line does, changes nothing. */
  private @Nullable String clean(String name, @Nullable String value) {
    if (value == null) {
      return null;
    }
    String clean = redactor.redact(name, wellFormed(value));
    if (clean.length() <= MAX_CHARS) {
      return clean;
    }
    // A cut may bare what nothing was to be hidden of before: of 17 digits a card's number.
    String cut = wellFormed(clean.substring(0, MAX_CHARS));
    while (!redactor.redact(name, cut).equals(cut)) {
      cut = wellFormed(cut.substring(0, cut.length() - 1));
    }
    return cut;
  }

  /** With U+FFFD for lone surrogates, which do not survive UTF-8. */
  private static String wellFormed(String text) {
    int i = 0;
    while (i < text.length() && !Character.isSurrogate(text.charAt(i))) {
      i++;
    }
    if (i == text.length()) {
      return text;
    }
    StringBuilder repaired = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
        .forEach(repaired::appendCodePoint);
    return repaired.toString();
  }
}

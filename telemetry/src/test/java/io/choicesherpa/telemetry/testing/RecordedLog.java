package io.choicesherpa.telemetry.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.choicesherpa.telemetry.context.RequestContext;
import io.opentelemetry.api.trace.Span;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** The lines of one logger, with the context that was current where they were written. */
public final class RecordedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private final Logger logger;
  private final @Nullable Level levelBefore;
  private final List<Line> lines = new CopyOnWriteArrayList<>();

  /**
   * One line.
   *
   * @param fields its key-values
   * @param request the unit of work it was written in, or null
   */
  public record Line(
      Level level,
      String message,
      Map<String, @Nullable Object> fields,
      String traceId,
      String spanId,
      @Nullable RequestContext request) {}

  /** Listens to {@code loggerName} and those below it, at every level. */
  public RecordedLog(String loggerName) {
    logger = (Logger) LoggerFactory.getLogger(loggerName);
    levelBefore = logger.getLevel();
    logger.setLevel(Level.TRACE);
    setContext(logger.getLoggerContext());
    start();
    logger.addAppender(this);
  }

  /** What has been written so far. */
  public List<Line> lines() {
    return lines;
  }

  @Override
  protected void append(ILoggingEvent event) {
    Map<String, @Nullable Object> fields = new TreeMap<>();
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> fields.put(pair.key, pair.value));
    }
    lines.add(
        new Line(
            event.getLevel(),
            event.getFormattedMessage(),
            fields,
            Span.current().getSpanContext().getTraceId(),
            Span.current().getSpanContext().getSpanId(),
            RequestContext.current()));
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setLevel(levelBefore);
  }
}
